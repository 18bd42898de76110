"""Which law an act of a case follows, in words: that of the day on which it is done."""

from collections.abc import Iterable
from datetime import date

from hjulet.kernel.law import LawReference, NoLawInForce, reference
from hjulet.lex_sarah.kinds import StepKind

SOL, LSS = "sol", "lss"
_ACTS = {
    StepKind.OPENED: "investigate",
    StepKind.RECORDED: "investigate",
    StepKind.INVESTIGATED: "investigate",
    StepKind.DECIDED: "investigate",
    StepKind.NOTIFIED: "notify",
}
# What is written down by the rules on documentation as well.
_DOCUMENTED = frozenset({StepKind.RECORDED, StepKind.INVESTIGATED, StepKind.DECIDED})


def laws_of(bases: Iterable[str]) -> str:
    """ "sol", "lss" or "sol lss": what units with these legal bases are run under. Where nothing is
    said it is SoL."""
    found: set[str] = set()
    for basis in bases:
        written = basis.upper()
        if "LSS" in written:
            found.add(LSS)
        if "LSS" not in written or "SOL" in written:
            found.add(SOL)
    return " ".join(law for law in (SOL, LSS) if law in (found or {SOL}))


def basis_of(step: str, laws: str, on: date) -> str:
    """The rules that the step follows, in words; "" for one that the law says nothing of."""
    act = _ACTS.get(StepKind(step))
    if act is None:
        return ""
    rules = [f"lex_sarah.{act}.{law}" for law in laws.split()]
    if step in _DOCUMENTED:
        rules.append("lex_sarah.documentation")
    return joined(found.text for found in _in_force(rules, on))


def basis_of_report(laws: str, on: date) -> str:
    """The duty to report, on the day the report was received."""
    rules = [f"lex_sarah.report.{law}" for law in laws.split()]
    return joined(found.text for found in _in_force(rules, on))


def basis_of_provider(laws: str, on: date) -> str:
    """That a private provider informs the board."""
    rules = [f"lex_sarah.provider.{law}" for law in laws.split()]
    return joined(found.text for found in _in_force(rules, on))


def speed_of(act: str, laws: str, on: date) -> str:
    """How fast the law wants the act ("investigate", "notify"): "genast"; "" when unknown."""
    found = _in_force([f"lex_sarah.{act}.{law}" for law in laws.split()], on)
    return joined(dict.fromkeys(one.speed for one in found if one.speed))


def joined(texts: Iterable[str]) -> str:
    """ "a, b och c"."""
    *first, last = list(texts) or [""]
    return f"{', '.join(first)} och {last}" if first else last


def _in_force(rules: Iterable[str], on: date) -> list[LawReference]:
    found = []
    for rule in rules:
        try:
            found.append(reference(rule, on))
        except NoLawInForce:
            continue  # older than the law: nothing to name
    return found
