"""Verbs that write findings. Each is atomic, writes one journal event and raises by name."""

from hjulet.findings.operations.handling import need_nothing, set_handling

__all__ = ["need_nothing", "set_handling"]
