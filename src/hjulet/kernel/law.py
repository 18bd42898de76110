"""Law references as data with a period of validity.

The procedure follows the law in force on the day of each act; the requirement that was
breached is the one in force at the event.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LawReference:
    """One rule in one law during one time; `until` is the last day, None while in force.

    `speed` is how fast, in the law's own words ("genast"); "" when it says nothing.
    """

    rule: str
    text: str
    valid_from: date
    until: date | None = None
    speed: str = ""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.until is None or day <= self.until)


class NoLawInForce(LookupError):
    """No reference is known for the rule on that day."""


_OLD_SOL_UNTIL = date(2025, 6, 30)
_NEW_SOL_FROM = date(2025, 7, 1)
_LEX_SARAH_FROM = date(2011, 7, 1)
_LSS = "lagen (1993:387) om stöd och service till vissa funktionshindrade"
_OSL_FROM = date(2009, 6, 30)

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
    # Each act of lex Sarah by itself: it follows the law of the day on which it is done.
    LawReference(
        "lex_sarah.report.sol",
        "14 kap. 3 § socialtjänstlagen (2001:453)",
        _LEX_SARAH_FROM,
        _OLD_SOL_UNTIL,
        speed="genast",
    ),
    LawReference(
        "lex_sarah.report.sol",
        "27 kap. 2 § socialtjänstlagen (2025:400)",
        _NEW_SOL_FROM,
        speed="genast",
    ),
    LawReference("lex_sarah.report.lss", f"24 b § {_LSS}", _LEX_SARAH_FROM, speed="genast"),
    LawReference(
        "lex_sarah.provider.sol",
        "14 kap. 5 § socialtjänstlagen (2001:453)",
        _LEX_SARAH_FROM,
        _OLD_SOL_UNTIL,
    ),
    LawReference(
        "lex_sarah.provider.sol", "27 kap. 4 § socialtjänstlagen (2025:400)", _NEW_SOL_FROM
    ),
    LawReference("lex_sarah.provider.lss", f"24 d § {_LSS}", _LEX_SARAH_FROM),
    LawReference(
        "lex_sarah.investigate.sol",
        "14 kap. 6 § socialtjänstlagen (2001:453)",
        _LEX_SARAH_FROM,
        _OLD_SOL_UNTIL,
        speed="utan dröjsmål",
    ),
    LawReference(
        "lex_sarah.investigate.sol",
        "27 kap. 5 § socialtjänstlagen (2025:400)",
        _NEW_SOL_FROM,
        speed="genast",
    ),
    LawReference(
        "lex_sarah.investigate.lss", f"24 e § {_LSS}", _LEX_SARAH_FROM, speed="utan dröjsmål"
    ),
    LawReference(
        "lex_sarah.notify.sol",
        "14 kap. 7 § socialtjänstlagen (2001:453)",
        _LEX_SARAH_FROM,
        _OLD_SOL_UNTIL,
        speed="snarast",
    ),
    LawReference(
        "lex_sarah.notify.sol",
        "27 kap. 6 § socialtjänstlagen (2025:400)",
        _NEW_SOL_FROM,
        speed="snarast",
    ),
    LawReference("lex_sarah.notify.lss", f"24 f § {_LSS}", _LEX_SARAH_FROM, speed="snarast"),
    LawReference(
        "lex_sarah.documentation",
        "5 kap. Socialstyrelsens föreskrifter och allmänna råd (SOSFS 2011:5)",
        _LEX_SARAH_FROM,
    ),
    LawReference(
        "data_breach.notification",
        "artikel 33 i dataskyddsförordningen (EU) 2016/679",
        date(2018, 5, 25),
    ),
    # With the wording of lagen (2023:821): systematic and recurring controls.
    LawReference(
        "access.control",
        "10 § lagen (2001:454) om behandling av personuppgifter inom socialtjänsten",
        date(2024, 1, 1),
    ),
    LawReference(
        "data_breach.contents",
        "artikel 33.3 i dataskyddsförordningen (EU) 2016/679",
        date(2018, 5, 25),
    ),
    LawReference(
        "data_breach.phases",
        "artikel 33.4 i dataskyddsförordningen (EU) 2016/679",
        date(2018, 5, 25),
    ),
    LawReference(
        "data_breach.register",
        "artikel 33.5 i dataskyddsförordningen (EU) 2016/679",
        date(2018, 5, 25),
    ),
    LawReference(
        "data_breach.information",
        "artikel 34 i dataskyddsförordningen (EU) 2016/679",
        date(2018, 5, 25),
    ),
    LawReference(
        "deviations.handling",
        "5 kap. Socialstyrelsens föreskrifter och allmänna råd (SOSFS 2011:9)",
        date(2012, 1, 1),
    ),
    # Why secrecy in social services does not stop that something is told to somebody outside.
    LawReference(
        "secrecy.no_harm", "26 kap. 1 § offentlighets- och sekretesslagen (2009:400)", _OSL_FROM
    ),
    LawReference(
        "secrecy.consent",
        "10 kap. 1 § och 12 kap. 2 § offentlighets- och sekretesslagen (2009:400)",
        _OSL_FROM,
    ),
    LawReference(
        "secrecy.duty", "10 kap. 28 § offentlighets- och sekretesslagen (2009:400)", _OSL_FROM
    ),
    LawReference(
        "secrecy.necessary", "10 kap. 2 § offentlighets- och sekretesslagen (2009:400)", _OSL_FROM
    ),
    LawReference(
        "secrecy.care", "26 kap. 9 § offentlighets- och sekretesslagen (2009:400)", _OSL_FROM
    ),
    LawReference("retention.archive", "10 § arkivlagen (1990:782)", date(1991, 7, 1)),
)


def reference(rule: str, on: date) -> LawReference:
    """The law that governs `rule` on the day `on`; raises NoLawInForce."""
    for item in REFERENCES:
        if item.rule == rule and item.holds_on(on):
            return item
    raise NoLawInForce(f"{rule} {on.isoformat()}")
