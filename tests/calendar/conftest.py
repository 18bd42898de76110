"""The town of the clocks, for every test of the room."""

from tests.clock_town import kind, town

__all__ = ["kind", "town"]
