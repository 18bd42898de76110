"""Verbs of participation. Each is atomic, writes one journal event and raises by name."""

from hjulet.participation.operations.meetings import note_meeting

__all__ = ["note_meeting"]
