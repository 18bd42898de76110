"""Why a table that somebody brought cannot be read, in words that say what to do."""


class TableFault(ValueError):
    """The file as a whole cannot be read; `str()` is the Swedish message for its sender."""


class EmptyFile(TableFault):
    """No rows, or only headings."""


class WrongFormat(TableFault):
    """Not CSV and not XLSX, or damaged."""


class WrongEncoding(TableFault):
    """The signs cannot be read as UTF-8 or Windows-1252."""


class TooLarge(TableFault):
    """File, rows, columns or a cell over the limit, also when unpacked."""


class WrongHeadings(TableFault):
    """Headings missing or the same twice."""


class UnknownSheet(TableFault):
    """The workbook has no sheet of that name."""
