"""The organisation of Demostad and the people in it, as data."""

from dataclasses import dataclass

BOARD = "Socialnämnden i Demostad"
ADMINISTRATION = "Socialförvaltningen"


@dataclass(frozen=True, slots=True)
class Unit:
    """`weight` is how often staff report here: staff who report much are not worse, only awake."""

    name: str
    department: str
    area: str
    law: str
    weight: int
    employees: tuple[int, ...]  # in each of HEADCOUNT_YEARS
    teams: tuple[str, ...] = ()


# The years that they have counted their employees.
HEADCOUNT_YEARS = (2024, 2025)

DEPARTMENTS = (
    ("Barn och unga", "Barn och unga", "SoL, LVU"),
    ("Vuxen och ekonomi", "Vuxna och ekonomiskt bistånd", "SoL, LVM"),
    ("Funktionsstöd", "Stöd till personer med funktionsnedsättning", "LSS, SoL"),
)

UNITS = (
    Unit("Mottagningsenheten", "Barn och unga", "Mottagning", "SoL", 10, (23, 24)),
    Unit("Utredningsenhet 1", "Barn och unga", "Utredning", "SoL, LVU", 11, (21, 22)),
    Unit("Utredningsenhet 2", "Barn och unga", "Utredning", "SoL, LVU", 13, (23, 23)),
    Unit("Familjehemsenheten", "Barn och unga", "Placerade barn", "SoL, LVU", 6, (15, 16)),
    Unit("Öppenvården", "Barn och unga", "Öppna insatser", "SoL", 3, (11, 11)),
    Unit("Vuxenenheten", "Vuxen och ekonomi", "Missbruk och våld", "SoL, LVM", 9, (22, 21)),
    Unit("Försörjningsstöd 1", "Vuxen och ekonomi", "Ekonomiskt bistånd", "SoL", 9, (27, 26)),
    Unit("Försörjningsstöd 2", "Vuxen och ekonomi", "Ekonomiskt bistånd", "SoL", 7, (24, 24)),
    Unit("Boendestöd", "Vuxen och ekonomi", "Boendestöd", "SoL", 7, (27, 28)),
    Unit("LSS-handläggning", "Funktionsstöd", "Handläggning", "LSS", 5, (12, 12)),
    Unit(
        "Gruppbostäder",
        "Funktionsstöd",
        "Bostad med särskild service",
        "LSS",
        10,
        (36, 37),
        ("Gruppbostad Björken", "Gruppbostad Linden"),
    ),
    Unit("Daglig verksamhet", "Funktionsstöd", "Daglig verksamhet", "LSS", 4, (29, 30)),
    Unit("Personlig assistans", "Funktionsstöd", "Personlig assistans", "LSS", 0, (72, 74)),
)

# Stood under another department the first year: last year's table shows last year's tree.
MOVED = ("Boendestöd", "Funktionsstöd")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; `unit` is where the role holds and where she works."""

    key: str
    name: str
    role: str
    unit: str


# One for each role: those that the login page shows.
PEOPLE = (
    Person("medarbetare", "Alva Granlund", "staff", "Utredningsenhet 2"),
    Person("enhetschef", "Henrik Almkvist", "unit_manager", "Utredningsenhet 2"),
    Person("avdelningschef", "Birgitta Sjövall", "department_manager", "Barn och unga"),
    Person("forvaltningsledning", "Karim Lundhage", "administration_lead", ADMINISTRATION),
    Person("kvalitetsteam", "Ylva Ekström-Demir", "quality_team", BOARD),
    Person("sas", "Margareta Holmlund", "sas", BOARD),
    Person("utredare", "Jonas Bergfalk", "investigator", "Barn och unga"),
    Person("dataskyddsombud", "Petra Novakvist", "data_protection_officer", BOARD),
    Person("registrator", "Sixten Åhlgren", "registrar", BOARD),
    Person("namndledamot", "Inga-Lill Östmark", "board_member", BOARD),
    Person("systemforvaltare", "Tobias Wikberg", "system_admin", BOARD),
)

_FIRST_NAMES = (
    "Nadia", "Leif", "Sara", "Emil", "Fatima", "Agneta", "Yusuf", "Kerstin", "Mehmet", "Linnea",
    "Torsten", "Amira", "Gunilla", "Hassan", "Ebba", "Rolf", "Selma", "Dragan", "Maj-Britt",
)  # fmt: skip
_LAST_NAMES = (
    "Haddadin", "Björkdahl", "Tallbacka", "Rosenkvist", "Elmgren", "Sandhed", "Dalström",
    "Lövhammar", "Kadirsson", "Fjällmo", "Åkervik", "Östhed", "Moberud", "Granhult", "Silverdal",
    "Nyhage", "Tuvelund",
)  # fmt: skip


def _colleagues() -> tuple[Person, ...]:
    """Staff of every unit, more where more is reported; nobody reports all that a unit does."""
    units = [unit for unit in UNITS for _ in range(1 + unit.weight // 2)]
    return tuple(
        Person(
            f"kollega{number}",
            f"{_FIRST_NAMES[number % len(_FIRST_NAMES)]} {_LAST_NAMES[number % len(_LAST_NAMES)]}",
            "staff",
            unit.name,
        )
        for number, unit in enumerate(units)
    )


# They have accounts without a password: what they did is there, but nobody logs in as them.
COLLEAGUES = (
    Person("enhetschef2", "Anders Strandhed", "unit_manager", "Gruppbostäder"),
    Person("enhetschef3", "Mona Dalhage", "unit_manager", "Försörjningsstöd 1"),
    *_colleagues(),
)
