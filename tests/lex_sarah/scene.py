"""Cases made through the operations, for the tests of this room."""

from datetime import date, timedelta
from typing import Any

from tests import builders
from tests.reports import house_of_two
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.findings.lists import Theme
from hjulet.lex_sarah import operations, queries
from hjulet.lex_sarah.models import Case, Decision, InvestigationRecord, ReportRecord
from hjulet.reports.models import Report

LATER = NOW + timedelta(hours=5)
REPORT = {
    "received_on": DAY,
    "service": "provision",
    "happened": "Nattpasset var obemannat.",
    "consequences": "Den enskilde låg kvar på golvet.",
    "noticed": "Dagpersonalen såg det på morgonen.",
    "at_once": "Hjälp gavs genast.",
}
INVESTIGATION = {
    "course": "Återbudet togs inte emot.",
    "causes": "Telefonen är obemannad på natten.",
    "earlier": "Två gånger förra året.",
    "recurrence": "Risken är stor.",
    "measures": "Jourtelefon.",
}


def build() -> House:
    """The house of two, with those who work with lex Sarah."""
    house = house_of_two.build()
    let_in(house)
    return house


def let_in(house: House) -> None:
    """A head of department, investigators, a second SAS and others, in a house that stands."""
    for name, role, place in (
        ("head", "department_manager", house.department),
        ("investigator", "investigator", house.board),
        ("stranger", "investigator", house.board),
        ("second_sas", "sas", house.board),
        ("lead", "administration_lead", house.board),
        ("registrar", "registrar", house.board),
        ("other_investigator", "investigator", house.other),
    ):
        house.people[name] = builders.account(role, place, name, place)


def reported(house: House, text: str = "Nattpasset var obemannat.", **fields: Any) -> Report:
    """A report that is assessed as lex Sarah."""
    report = house.submit(what_happened=text, **fields)
    units = {"unit_ids": [fields["unit_id"]]} if "unit_id" in fields else {}
    house.assess(report, "lex_sarah", **units)
    return report


def opened(house: House, *reports: Report, who: str = "sas") -> Case:
    """A case of these reports, or of a new one."""
    ids = [one.pk for one in reports] or [reported(house).pk]
    return operations.open_case(actor=house.actor(who), now=LATER, report_ids=ids)


def do(house: House, verb: str, case: Case, who: str = "sas", **given: Any) -> Any:
    """One verb with the case, later the same day."""
    given = {"now": LATER, "actor": house.actor(who), "case_id": case.pk} | given
    if verb == "change":
        given = {"expected": fresh(case).revision} | given
    return getattr(operations, verb)(**given)


def recorded(house: House, case: Case, who: str = "sas", **fields: Any) -> ReportRecord:
    found: ReportRecord = do(
        house, "seal_report", case, who,
        fields=REPORT | fields, expected=queries.stamp_of(case, ReportRecord),
    )  # fmt: skip
    return found


def investigated(house: House, case: Case, who: str = "sas", **fields: Any) -> Any:
    return do(
        house, "seal_investigation", case, who,
        fields=INVESTIGATION | fields, expected=queries.stamp_of(case, InvestigationRecord),
    )  # fmt: skip


def ready(house: House, *reports: Report) -> Case:
    """Recorded and investigated: it can be sent to decision."""
    case = opened(house, *reports)
    recorded(house, case)
    investigated(house, case)
    return fresh(case)


def sent(house: House, *reports: Report, decider: str = "head") -> Case:
    case = ready(house, *reports)
    do(house, "send", case, decider_id=house.people[decider].pk)
    return fresh(case)


def decided(house: House, *reports: Report, degree: str = "misconduct", who: str = "head") -> Case:
    case = sent(house, *reports)
    decide(house, case, degree, who)
    return fresh(case)


def decide(house: House, case: Case, degree: str = "misconduct", who: str = "head") -> Decision:
    found: Decision = do(
        house, "decide", case, who, degree=degree,
        position="Den enskilde fick inte sitt stöd.", expected=fresh(case).revision,
    )  # fmt: skip
    return found


def inform(house: House, case: Case, receiver: str = "reporter", **given: Any) -> Any:
    return do(
        house, "inform", case, receiver=receiver, on=DAY, way="meeting",
        what="Hon fick veta beslutet.", **given,
    )  # fmt: skip


def notify(house: House, case: Case, **given: Any) -> Any:
    told = {"sent_on": DAY, "what": "Anmälan och utredning.", "with_investigation": True}
    return do(house, "notify", case, **(told | given))


def closed(house: House, *reports: Report, degree: str = "misconduct") -> Case:
    case = decided(house, *reports, degree=degree)
    inform(house, case)
    if degree in ("serious", "serious_risk"):
        notify(house, case)
    do(house, "close", case)
    return fresh(case)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def theme(name: str = "Bemanning") -> Theme:
    return Theme.objects.get_or_create(name=name)[0]


def year(number: int) -> date:
    return date(number, 6, 1)
