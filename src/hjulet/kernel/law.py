"""Law references as data with a period of validity.

The procedure follows the law in force on the day of each act; the requirement that was
breached is the one in force at the event.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LawReference:
    """One rule in one law during one time; `until` is the last day, None while in force."""

    rule: str
    text: str
    valid_from: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.until is None or day <= self.until)


class NoLawInForce(LookupError):
    """No reference is known for the rule on that day."""


_OLD_SOL_UNTIL = date(2025, 6, 30)
_NEW_SOL_FROM = date(2025, 7, 1)

REFERENCES: tuple[LawReference, ...] = (
    LawReference(
        "lex_sarah.procedure.sol",
        "14 kap. socialtjänstlagen (2001:453)",
        date(2011, 7, 1),
        _OLD_SOL_UNTIL,
    ),
    LawReference("lex_sarah.procedure.sol", "27 kap. socialtjänstlagen (2025:400)", _NEW_SOL_FROM),
    LawReference(
        "lex_sarah.procedure.lss",
        "24 a–24 f §§ lagen (1993:387) om stöd och service till vissa funktionshindrade",
        date(2011, 7, 1),
    ),
    LawReference(
        "data_breach.notification",
        "artikel 33 i dataskyddsförordningen (EU) 2016/679",
        date(2018, 5, 25),
    ),
    LawReference(
        "deviations.handling",
        "5 kap. Socialstyrelsens föreskrifter och allmänna råd (SOSFS 2011:9)",
        date(2012, 1, 1),
    ),
)


def reference(rule: str, on: date) -> LawReference:
    """The law that governs `rule` on the day `on`; raises NoLawInForce."""
    for item in REFERENCES:
        if item.rule == rule and item.holds_on(on):
            return item
    raise NoLawInForce(f"{rule} {on.isoformat()}")
