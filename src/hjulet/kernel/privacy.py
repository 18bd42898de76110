"""What a model holds about people, on what basis, and for how long.

Each room declares its models in `privacy.py`; a model that is not declared fails a test. The
page "Så hanterar vi uppgifter" and a board's register of processing start from these
(GDPR article 30).
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The most sensitive thing that the rows may hold."""

    NONE = "inga personuppgifter"
    WORK = "uppgifter om anställda och förtroendevalda"
    SENSITIVE = "kan innehålla känsliga uppgifter om enskilda"


@dataclass(frozen=True, slots=True)
class Declaration:
    """`basis` is the legal basis, `retention` when the rows go away; "" only without people."""

    kind: Kind
    basis: str = ""
    retention: str = ""


NONE = Declaration(Kind.NONE)
