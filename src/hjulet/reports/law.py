"""Which law a report is handled under, in words. Pure.

The procedure follows the law in force on the day the report was received: one of May 2025 began
under 14 kap. SoL (2001:453), one of August 2025 under 27 kap. SoL (2025:400).
"""

from collections.abc import Iterable
from datetime import date

from hjulet.kernel.law import NoLawInForce, reference
from hjulet.reports.kinds import TypeKind


def lex_sarah_law(bases: Iterable[str], on: date) -> str:
    """The rules on lex Sarah for units run under `bases` ("SoL", "LSS", "SoL, LSS")."""
    written = " ".join(bases).upper()
    rules = []
    if "LSS" not in written or "SOL" in written:
        rules.append("lex_sarah.procedure.sol")
    if "LSS" in written:
        rules.append("lex_sarah.procedure.lss")
    return _texts(rules, on)


def legal_basis(kinds: Iterable[str], bases: Iterable[str], on: date) -> str:
    """The rules that govern a report of these kinds; "" when it is not a deviation."""
    chosen = set(kinds)
    if not chosen or TypeKind.NOT_DEVIATION in chosen:
        return ""
    parts = []
    if TypeKind.LEX_SARAH in chosen:
        parts.append(lex_sarah_law(bases, on))
    if TypeKind.DATA_BREACH in chosen:
        parts.append(_texts(["data_breach.notification"], on))
    parts.append(_texts(["deviations.handling"], on))
    return "; ".join(part for part in parts if part)


def _texts(rules: Iterable[str], on: date) -> str:
    found = []
    for rule in rules:
        try:
            found.append(reference(rule, on).text)
        except NoLawInForce:
            continue  # older than the law: nothing to name
    return " och ".join(found)


def ground_law(ground: str, on: date) -> str:
    """The rule that lets something be told outside the board on this ground (kinds.Ground)."""
    return _texts([f"secrecy.{ground}"], on)
