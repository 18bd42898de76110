"""How the tests are shared between workers: what builds something large begins early and stays
together.

The marks of pytest-xdist for this have no effect with pytest 9.2 and xdist 3.8: nothing fails, but
what was to stay together does not.
"""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

# In this order: one worker builds the Demostad that all copy while the other does what is slow
# and does not need it; then the journeys; then everything else, in the order it had.
RANKS = (
    ("tests/demo/test_demostad.py",),
    ("tests/bench/", "tests/annual_report/test_documents.py"),
    ("tests/journeys/",),
)
# Each of these files shares a copy, a server or files that were built.
TOGETHER = ("tests/demo/test_demostad.py", "tests/annual_report/test_documents.py",
            "tests/journeys/")  # fmt: skip


def rank(nodeid: str) -> int:
    """When it begins."""
    return next((number for number, some in enumerate(RANKS) if nodeid.startswith(some)), 9)


def share_of(nodeid: str) -> str:
    """Tests with the same answer stay with one worker."""
    return nodeid.split("::")[0] if nodeid.startswith(TOGETHER) else nodeid


class Sharing(LoadScopeScheduling):
    """In the order of `rank`, a share at a time to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)


def scheduler(config: Any, log: Any) -> Sharing:
    config.option.loadscopereorder = False
    return Sharing(config, log)
