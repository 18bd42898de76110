"""The document of a case holds what its page and the pages of its reports hold."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do, fresh
from tests.reports.house_of_two import DAY, House

from hjulet.documents.tree import Document, Text, is_label, walk
from hjulet.lex_sarah import queries
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.queries.past import past_of
from hjulet.lex_sarah.web.document import document_of
from hjulet.reports import operations as reports
from hjulet.reports.models import Handover


def document(house: House, case: Case, who: str = "sas") -> Document:
    actor, case = house.actor(who), fresh(case)
    detail = queries.detail_of(actor, case, queries.facts_of(case))
    return document_of(detail, past_of(actor, case, detail.reports), LATER)


def texts(thing: Any) -> Iterator[str]:
    """Every word, wherever it stands."""
    if isinstance(thing, Text):
        yield thing.text
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts(one)
    elif hasattr(thing, "__dataclass_fields__"):
        for name in thing.__dataclass_fields__:
            yield from texts(getattr(thing, name))


def words(made: Document) -> str:
    return " ".join(texts(made.blocks))


def test_it_holds_what_the_pages_hold(house: House) -> None:
    report = house.submit(
        what_happened="Larmet gick i natt.", affected="yes", may_be_serious="yes",
        done_at_once="Vi ringde.",
    )  # fmt: skip
    house.assess(report, "lex_sarah", comment="Ett tydligt missförhållande.")
    case = scene.opened(house, report)
    reports.correct_date(
        actor=house.actor("sas"), now=LATER, report_id=report.pk, field="received_on",
        on=DAY - timedelta(days=1),
    )  # fmt: skip
    Handover.objects.create(
        report=report, kind="external", at=LATER, from_unit=house.unit, body_kind="region",
        body="Region Norr", ground="consent", text="Samtalet om larmet.", answered_on=DAY,
        answer="Vi tar över larmet.",
    )  # fmt: skip
    scene.recorded(house, case, service="both")
    scene.investigated(house, case)
    told = words(document(house, case))
    for one in (
        *(value for value in scene.REPORT.values() if isinstance(value, str) and " " in value),
        *scene.INVESTIGATION.values(),
        "Larmet gick i natt.", "Vi ringde.", "Ett tydligt missförhållande.",
        report.reporter.name, report.get_affected_display(), report.get_may_be_serious_display(),
        "Inkom: ", "Region Norr", "Samtalet om larmet.", "Vi tar över larmet.",
        "både myndighetsutövning och utförande", f"öppnades med rapport {report.reference}",
    ):  # fmt: skip
        assert one in told, one
    detail = queries.detail_of(house.actor("sas"), case, queries.facts_of(case))
    page = render_to_string("lex_sarah/_reports.html", {"in_case": detail.reports})
    assert "Drabbades någon?" in page
    assert "Kan det vara allvarligt?" in page


def test_what_the_unit_had_written_is_for_sas(house: House) -> None:
    report = house.submit(what_happened="Larmet gick.")
    house.assess(report, "deviation")
    found = reports.open_investigation(
        actor=house.actor("manager"), now=LATER, report_ids=[report.pk]
    )
    reports.save_investigation(
        actor=house.actor("manager"), now=LATER, investigation_id=found.pk,
        content=_content("Batteriet var slut."), expected=found.version,
    )  # fmt: skip
    house.assess(report, "lex_sarah", who="sas", expected_number=1, comment="Allvarligare.")
    case = scene.opened(house, report)
    do(house, "assign", case, account_id=house.people["investigator"].pk)
    assert "Batteriet var slut." in words(document(house, case))
    assert "Batteriet var slut." not in words(document(house, case, "investigator"))


def test_what_became_of_a_report_that_left_is_not_told(house: House) -> None:
    report, other = scene.reported(house), scene.reported(house)
    case = scene.opened(house, report, other)
    do(house, "leave", case, report_id=other.pk, reason="Gäller annat.")
    reports.assess(
        actor=house.actor("sas"), now=LATER + timedelta(days=1), report_id=other.pk,
        type_ids=[house.types["deviation"].pk], unit_ids=[house.unit.pk], expected_number=1,
        comment="Hör till någon annan.",
    )  # fmt: skip
    assert "Hör till någon annan." not in words(document(house, case))


def test_its_number_is_no_registration_number_and_labels_stand_alone(house: House) -> None:
    case = scene.closed(house, degree="serious")
    made = document(house, case)
    assert dict(made.meta)["Ärende"] == case.reference
    assert "Diarienummer" not in dict(made.meta)
    for block in walk(made.blocks):
        bold = [one for one in texts_of(block) if one.bold and one.text.strip()]
        assert not bold or is_label(block)
    rows = [one for one in texts(made.blocks) if one.startswith("27 kap. 5 §")]
    assert len(rows) == len(set(rows)) + 3  # once in each section: report, investigation, steps


def texts_of(block: Any) -> list[Text]:
    return [one for one in getattr(block, "inlines", ()) if isinstance(one, Text)]


def _content(course: str) -> Any:
    from hjulet.reports.investigation_rules import Content

    return Content(course=course)
