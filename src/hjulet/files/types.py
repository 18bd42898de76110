"""Values that other rooms may hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that has been checked and, if it is a picture, cleaned; not yet kept."""

    name: str
    media_type: str
    content: bytes
