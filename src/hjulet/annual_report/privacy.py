"""What the models of the annual report hold about people: nobody's case, only who wrote."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_WORK = Declaration(
    Kind.WORK,
    "allmänt intresse, GDPR art. 6.1 e: kvalitetsberättelse enligt SOSFS 2011:9 7 kap. 1 §",
    "bevaras; en beslutad kvalitetsberättelse är en allmän handling",
)

PRIVACY: dict[str, Declaration] = {
    "Edition": _WORK,
    "Section": _WORK,
    "SectionVersion": _WORK,
    "FrozenFigure": NONE,
    "EditionFile": NONE,
}
