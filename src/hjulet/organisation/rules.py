"""Who may do what: one table, printed in docs/behorighet.md (`hjulet rights`).

SOSFS 2011:9 3 kap. 3 §: tasks are distributed. OSL (2009:400) 26 kap.: secrecy in social services.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.organisation.kinds import LEVELS, Role, UnitKind
from hjulet.organisation.types import Actor

_ALL = frozenset(Role)
_MANAGERS = frozenset({Role.UNIT_MANAGER, Role.DEPARTMENT_MANAGER, Role.ADMINISTRATION_LEAD})
# Who works in the quality work itself; the one who runs the system sees no content.
_STAFF = _ALL - {Role.SYSTEM_ADMIN}
_CASE_READERS = _MANAGERS | {Role.QUALITY_TEAM, Role.SAS, Role.REGISTRAR}


# Of which years, and how many at most, employees are registered: what else is typed is a slip.
FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_EMPLOYEES = 99_999

# The practice municipality. Its accounts have a password that everybody knows, so they only work
# where the settings allow demo logins.
DEMO_DOMAIN = "demostad.example"
DEMO_PASSWORD = "hjulet-demo-demostad"  # noqa: S105  printed on the login page of a demo


def is_demo(email: str) -> bool:
    """Whether the address belongs to the practice municipality."""
    return email.strip().lower().endswith(f"@{DEMO_DOMAIN}")


class NotAllowed(Exception):
    """The actor has no role that gives the right."""


@dataclass(frozen=True, slots=True)
class Right:
    """One line of the table: what, for whom, where."""

    action: str
    label: str
    scope: str
    roles: frozenset[Role]


RIGHTS: tuple[Right, ...] = (
    Right("report.create", "Rapportera en händelse", "egen enhet eller vald", _ALL),
    Right("report.read_own", "Se vad som blev av sin egen rapport", "egna", _ALL),
    Right("report.read_unit", "Läsa rapporter, utom sekretess", "enheten och under den", _MANAGERS),
    Right(
        "report.read_board",
        "Läsa rapporter, utom sekretess",
        "nämnden",
        frozenset({Role.QUALITY_TEAM, Role.SAS, Role.REGISTRAR}),
    ),
    Right(
        "report.read_restricted", "Läsa rapporter med sekretess", "nämnden", frozenset({Role.SAS})
    ),
    Right(
        "report.read_breach",
        "Läsa rapporter som är eller kan vara personuppgiftsincidenter",
        "nämnden",
        frozenset({Role.DATA_PROTECTION_OFFICER}),
    ),
    Right("report.assess", "Bedöma rapporter", "nämnden", frozenset({Role.QUALITY_TEAM, Role.SAS})),
    Right("report.export", "Föra ut en lista till Excel", "det man får läsa", _CASE_READERS),
    Right(
        "report.import", "Föra in rapporter från en fil", "nämnden", frozenset({Role.QUALITY_TEAM})
    ),
    Right(
        "report.investigate",
        "Utreda avvikelser och lämna över dem",
        "enheten och under den",
        _MANAGERS | {Role.QUALITY_TEAM},
    ),
    Right(
        "lex_sarah.work",
        "Utreda lex Sarah och släppa in utredare",
        "nämnden",
        frozenset({Role.SAS}),
    ),
    Right(
        "lex_sarah.decide",
        "Besluta i lex Sarah-ärenden som man har fått",
        "enheten och under den",
        frozenset({Role.SAS, Role.DEPARTMENT_MANAGER, Role.ADMINISTRATION_LEAD}),
    ),
    Right(
        "read_log.review",
        "Granska vilka som har öppnat ärenden med sekretess",
        "nämnden",
        frozenset({Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATION_LEAD}),
    ),
    Right(
        "data_breach.read",
        "Läsa registret över personuppgiftsincidenter",
        "nämnden",
        frozenset(
            {
                Role.DATA_PROTECTION_OFFICER,
                Role.QUALITY_TEAM,
                Role.REGISTRAR,
                Role.ADMINISTRATION_LEAD,
            }
        ),
    ),
    Right(
        "data_breach.work",
        "Handlägga personuppgiftsincidenter och besluta om anmälan",
        "nämnden",
        frozenset({Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATION_LEAD}),
    ),
    Right(
        "retention.read",
        "Se gallringsregler, gallringslistor och vad som är gallrat",
        "nämnden",
        frozenset({Role.REGISTRAR, Role.QUALITY_TEAM, Role.SAS, Role.ADMINISTRATION_LEAD}),
    ),
    Right(
        "retention.edit",
        "Ändra gallringsregler och stoppa gallring",
        "nämnden",
        frozenset({Role.REGISTRAR, Role.QUALITY_TEAM, Role.SAS}),
    ),
    Right(
        "retention.dispose",
        "Gallra, två tillsammans",
        "nämnden",
        frozenset({Role.REGISTRAR, Role.SAS, Role.ADMINISTRATION_LEAD}),
    ),
    Right("finding.read", "Läsa släppta fynd", "nämnden", _STAFF),
    Right(
        "finding.write",
        "Skriva och släppa fynd",
        "enheten och under den",
        _MANAGERS | {Role.QUALITY_TEAM, Role.SAS, Role.INVESTIGATOR},
    ),
    Right("measure.read", "Läsa åtgärder och handlingsplaner", "nämnden", _STAFF),
    Right(
        "measure.propose",
        "Föreslå åtgärder",
        "enheten och under den",
        _MANAGERS | {Role.QUALITY_TEAM, Role.SAS, Role.INVESTIGATOR},
    ),
    Right("measure.decide_unit", "Besluta åtgärder på enhetens nivå", "enheten", _MANAGERS),
    Right(
        "measure.decide_department",
        "Besluta åtgärder på avdelningens nivå",
        "avdelningen",
        frozenset({Role.DEPARTMENT_MANAGER, Role.ADMINISTRATION_LEAD}),
    ),
    Right(
        "measure.decide_administration",
        "Besluta åtgärder på förvaltningens nivå",
        "förvaltningen",
        frozenset({Role.ADMINISTRATION_LEAD}),
    ),
    Right(
        "measure.decide_board",
        "Skriva in nämndens beslut om åtgärder",
        "nämnden",
        frozenset({Role.QUALITY_TEAM, Role.ADMINISTRATION_LEAD, Role.REGISTRAR}),
    ),
    Right(
        "measure.follow",
        "Följa upp åtgärder som någon annan ansvarar för",
        "enheten och under den",
        _MANAGERS | {Role.QUALITY_TEAM},
    ),
    Right(
        "plan.edit",
        "Lägga upp handlingsplaner",
        "enheten och under den",
        _MANAGERS | {Role.QUALITY_TEAM},
    ),
    Right("risk.read", "Läsa riskanalyser som är klara", "nämnden", _STAFF),
    Right(
        "risk.write",
        "Göra riskanalyser",
        "enheten och under den",
        _MANAGERS | {Role.QUALITY_TEAM, Role.SAS},
    ),
    Right("meeting.read", "Se sidan för arbetsplatsträffen", "nämnden", _STAFF),
    Right(
        "meeting.note",
        "Notera en arbetsplatsträff",
        "enheten och under den",
        _MANAGERS | {Role.QUALITY_TEAM},
    ),
    Right(
        "deadlines.edit",
        "Ändra tidsgränser och påminnelser",
        "nämnden",
        frozenset({Role.QUALITY_TEAM}),
    ),
    Right("mail.run", "Pröva och följa e-posten", "alla", frozenset({Role.SYSTEM_ADMIN})),
    Right("figures.read", "Se siffror", "nämnden", _ALL - {Role.STAFF, Role.SYSTEM_ADMIN}),
    Right("annual_report.read", "Läsa frysta kvalitetsberättelser", "nämnden", _ALL),
    Right(
        "annual_report.write",
        "Skriva i utkast till kvalitetsberättelse",
        "nämnden",
        _MANAGERS | {Role.QUALITY_TEAM, Role.SAS},
    ),
    Right(
        "annual_report.decide",
        "Öppna, frysa och publicera en utgåva",
        "nämnden",
        frozenset({Role.QUALITY_TEAM, Role.ADMINISTRATION_LEAD}),
    ),
    Right("organisation.read", "Se organisationen", "alla", _ALL),
    Right(
        "organisation.edit",
        "Ändra organisationen och föra in den från fil",
        "alla",
        frozenset({Role.QUALITY_TEAM, Role.SYSTEM_ADMIN}),
    ),
    Right("people.edit", "Lägga upp konton och roller", "alla", frozenset({Role.SYSTEM_ADMIN})),
    Right(
        "people.follow",
        "Se vem som nyss fått en roll som läser rapporter",
        "nämnden",
        frozenset({Role.QUALITY_TEAM, Role.SAS, Role.DATA_PROTECTION_OFFICER}),
    ),
    Right(
        "lists.edit",
        "Ändra kategorier, orsaker och typnamn",
        "alla",
        frozenset({Role.QUALITY_TEAM}),
    ),
    Right(
        "journal.read",
        "Läsa journalen (nycklar, inget innehåll)",
        "alla",
        frozenset({Role.SYSTEM_ADMIN, Role.DATA_PROTECTION_OFFICER, Role.SAS}),
    ),
)


def rights_in_words() -> str:
    """The table as Markdown, in Swedish: what docs/behorighet.md holds."""
    lines = [
        "# Vem får göra vad",
        "",
        "Den här sidan skrivs av `hjulet rights` ur tabellen `RIGHTS` i",
        "`src/hjulet/organisation/rules.py`. Ändra inte här.",
        "",
        "En roll gäller en enhet och allt under den, under en tid. Systemförvaltaren ser inget",
        "innehåll i rapporter. En rapport som blir lex Sarah läses bara av SAS och av dem som SAS",
        "släpper in; enhetschefen och den som rapporterade ser att den finns.",
        "",
        "Rapporter från en enhet som har upphört läses av chefen för det som enheten sist stod",
        "under. Flyttar en enhet läses också de äldre rapporterna av den nya chefen, inte av den",
        "förra. Till en annan nämnd följer inga rapporter med.",
        "",
        "Ingen ger sig själv en roll. När någon har fått en roll som läser rapporter står det en",
        "månad på startsidan hos kvalitetsteamet, SAS och dataskyddsombudet.",
        "",
        "| Rätt | Gäller | Roller |",
        "|---|---|---|",
    ]
    for right in RIGHTS:
        names = [role.label.split(" (")[0] for role in Role if role in right.roles]
        roles = "alla" if right.roles == _ALL else ", ".join(names)
        lines.append(f"| {right.label} | {right.scope} | {roles} |")
    lines += ["", "## Roll för roll", ""]
    for role in Role:
        own = [right.label for right in RIGHTS if role in right.roles and right.roles != _ALL]
        label = role.label[:1].upper() + role.label[1:]
        lines.append(f"- **{label}**: {'; '.join(own) if own else 'det som alla får'}.")
    return "\n".join(lines) + "\n"


_ROLES = {right.action: right.roles for right in RIGHTS}


def roles_for(action: str) -> frozenset[Role]:
    """The roles that give the right; KeyError for an action that is not in the table."""
    return _ROLES[action]


def may(actor: Actor | None, action: str, unit_id: int | None = None) -> bool:
    """Whether a role of the actor gives the right, for `unit_id` when one is named."""
    if actor is None:
        return False
    if actor.system:
        return True
    roles = _ROLES[action]
    return any(
        item.role in roles and (unit_id is None or unit_id in item.covers)
        for item in actor.assignments
    )


def require(actor: Actor | None, action: str, unit_id: int | None = None) -> None:
    """Raises NotAllowed unless `may`."""
    if not may(actor, action, unit_id):
        raise NotAllowed(action)


def reading_roles() -> frozenset[Role]:
    """The roles that read what others have reported."""
    actions = ("report.read_unit", "report.read_board", "report.read_restricted",
               "report.read_breach")  # fmt: skip
    return frozenset().union(*(_ROLES[action] for action in actions))


def units_for(actor: Actor, action: str) -> frozenset[int]:
    """The units where the actor has the right (not meaningful for the system actor)."""
    return actor.units_for(*_ROLES[action])


def name_fault(name: str) -> str:
    """Why a unit cannot be called so, in Swedish; "" when it can.

    Files write `Avdelning > Enhet`, and several units in one cell with ; between them.
    """
    if ">" in name:
        return "Tecknet > används för ”Avdelning > Enhet” och kan inte stå i ett namn."
    if ";" in name:
        return "Tecknet ; skiljer flera enheter åt i filer och kan inte stå i ett namn."
    return ""


def may_stand_under(kind: str, parent_kind: str | None) -> bool:
    """A board stands alone; everything else under something of a higher level."""
    if parent_kind is None:
        return kind == UnitKind.BOARD
    return LEVELS.index(UnitKind(parent_kind)) < LEVELS.index(UnitKind(kind))


def overlap(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    """Whether two periods (first day, last day; None is open) share a day."""
    a_from, a_to = a[0] or date.min, a[1] or date.max
    b_from, b_to = b[0] or date.min, b[1] or date.max
    return a_from <= b_to and b_from <= a_to


def covers(
    spans: Iterable[tuple[date | None, date | None]], wanted: tuple[date | None, date | None]
) -> bool:
    """Whether the periods together hold every day of `wanted`.

    An open end of `wanted` means "as long as the others", so only a named day must be held.
    """
    merged: list[tuple[date, date]] = []
    for first, last in sorted((a or date.min, b or date.max) for a, b in spans):
        if merged and first <= day_after(merged[-1][1]):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return any(
        (wanted[0] is None or first <= wanted[0] <= last)
        and (wanted[1] is None or first <= wanted[1] <= last)
        for first, last in merged
    )


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """The next day; the last day of the calendar has none after it."""
    return day if day == date.max else day + timedelta(days=1)
