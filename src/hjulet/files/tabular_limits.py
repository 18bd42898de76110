"""How large a table may be. Larger ones are refused with a word, never half read."""

from hjulet.stats import numbers

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 100
MAX_CELL = 20_000
# A workbook unpacked: real ones are 5-20 times larger than the file, seldom over 50.
MAX_UNPACKED = 600 * 1024 * 1024
MAX_RATIO = 150
RATIO_FROM = 20 * 1024 * 1024
MAX_ENTRIES = 2_000
# Address space of the process that reads a workbook: a sheet that claims a cell in the last
# row and column would ask for far more, and stops there instead of stopping the machine.
MAX_MEMORY = 3 * 1024 * 1024 * 1024


def megabytes(size: int) -> str:
    """Whole megabytes, rounded up."""
    return numbers.number(-(-size // (1024 * 1024)))
