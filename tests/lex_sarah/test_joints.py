"""What the room gives to others: the manager's summary, the reporter's text, findings, clocks."""

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do
from tests.reports.house_of_two import House

from hjulet.calendar import clock_kinds
from hjulet.findings import operations as findings
from hjulet.findings import sources
from hjulet.findings.models import Finding
from hjulet.journal.models import Event
from hjulet.lex_sarah import operations, rules
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.web.menu import case_of
from hjulet.portal import journal_words
from hjulet.reports import queries as report_queries
from hjulet.reports.models import Report, ReportFinding

Browse = Callable[..., Client]
SUMMARY = "Nattpasset är under utredning."
NOW_REMEDY = "Bemanna natten."


def choose(house: House, *, manager: bool = True, reporter: bool = True) -> None:
    operations.set_rules(
        actor=house.actor("sas"), now=LATER, board_id=house.board.pk,
        manager_sees_summary=manager, reporter_sees_text=reporter,
    )  # fmt: skip


def page_of(browse: Browse, who: str, report: Report) -> str:
    answer = browse(who).get(reverse("report_page", args=[report.reference]))
    return answer.content.decode()


def written(
    house: House, case: Case, title: str = "Återbud når ingen", who: str = "sas"
) -> Finding:
    return findings.write(
        actor=house.actor(who), now=LATER, title=title, unit_ids=[house.unit.pk],
        source=("lex_sarah", case.pk),
    )  # fmt: skip


def test_the_manager_reads_what_she_must_know(house: House, browse: Browse) -> None:
    report = scene.reported(house, "Hemlig text.")
    case = scene.opened(house, report)
    assert "Tala med SAS" in page_of(browse, "manager", report)
    do(house, "summarise", case, summary=SUMMARY, remedy_now=NOW_REMEDY)
    before = Event.objects.count()
    page = page_of(browse, "manager", report)
    assert SUMMARY in page
    assert NOW_REMEDY in page
    assert "Hemlig text." not in page
    row = Event.objects.order_by("-seq")[0]
    assert Event.objects.count() == before + 1
    assert (row.verb, row.subject_id) == ("read.opened", str(case.pk))
    do(house, "summarise", case, summary="Nytt läge.")
    page = page_of(browse, "manager", report)
    assert "Nytt läge." in page
    assert SUMMARY not in page
    choose(house, manager=False)
    assert "Nytt läge." not in page_of(browse, "manager", report)


def test_only_the_manager_of_the_unit_reads_it(house: House, browse: Browse) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    do(house, "summarise", case, summary=SUMMARY)
    assert SUMMARY not in page_of(browse, "staff", report)
    for who in ("second_manager", "quality", "dpo", "other_quality", "admin"):
        assert SUMMARY not in page_of(browse, who, report)
    do(house, "write_off", case, reason="Inte lex Sarah.")
    assert SUMMARY not in page_of(browse, "manager", report)


def test_the_reporter_keeps_her_text_unless_the_board_says_no(house: House, browse: Browse) -> None:
    report = scene.reported(house, "Det jag skrev.")
    assert "Det jag skrev." in page_of(browse, "staff", report)
    choose(house, reporter=False)
    client = browse("staff")
    about = [reverse(name, args=[report.reference]) for name in ("report_page", "report_receipt")]
    for place in (*about, reverse("my_reports"), reverse("start")):
        page = client.get(place).content.decode()
        assert "Det jag skrev." not in page, place
        assert report.reference in page, place
    mine = report_queries.mine(house.actor("staff"))
    assert mine[0].excerpt == f"Rapport {report.reference}"
    open_one = house.submit(what_happened="Något annat.")
    assert "Något annat." in client.get(reverse("my_reports")).content.decode()
    client.post(reverse("report_add", args=[report.reference]), {"text": "En rad till."})
    assert "En rad till." not in page_of(browse, "staff", report)
    assert report.additions.count() == 1
    choose(house)
    assert "En rad till." in page_of(browse, "staff", report)
    assert open_one.reference


def test_others_learn_before_the_case_is_closed(house: House, browse: Browse) -> None:
    report = scene.reported(house, "Nattpersonalen Bergström låg kvar i telefonkö.")
    case = scene.opened(house, report)
    scene.recorded(house, case, consequences="Den boende frös.")
    page = browse("sas").get(reverse("lex_sarah_page", args=[case.slug])).content.decode()
    address = f"{reverse('finding_new')}?fran=lex_sarah:{case.pk}"
    assert address in page
    assert browse("sas").get(address).status_code == 200
    assert browse("quality").get(address).status_code == 404
    finding = written(house, case, "Nattpersonalen Bergström svarar inte")
    with pytest.raises(findings.UnansweredNames):
        findings.release(actor=house.actor("sas"), now=LATER, finding_id=finding.pk, confirmed=True)
    texts = sources.texts_of(finding.pk)
    assert "Den boende frös." in texts
    assert "Nattpersonalen Bergström låg kvar i telefonkö." in texts
    findings.release(
        actor=house.actor("sas"), now=LATER, finding_id=finding.pk, confirmed=True,
        removed=["Bergström"], kept=["Nattpersonalen", "svarar", "inte"],
    )  # fmt: skip
    assert case.status == "documenting"
    shown = browse("staff").get(reverse("finding_page", args=[finding.reference]))
    words = shown.content.decode()
    assert "Ett lex Sarah-ärende" in words
    assert case.reference not in words
    assert f"Rapport {report.reference}" not in words
    assert "Bergström" not in words
    assert case.reference in case_of(house.actor("sas"), finding, None)
    assert case_of(house.actor("staff"), Finding.objects.get(pk=finding.pk), None)


def test_a_report_waits_for_the_findings_of_its_case(house: House) -> None:
    report = scene.reported(house)
    case = scene.decided(house, report)
    finding = written(house, case)
    assert not ReportFinding.objects.exists()
    scene.inform(house, case)
    do(house, "close", case)
    report.refresh_from_db()
    assert report.status == "investigating"
    assert ReportFinding.objects.get().finding_id == finding.pk
    late = written(house, case, "Ännu ett")
    assert ReportFinding.objects.filter(report=report, finding=late).exists()


def test_a_case_is_a_source_only_for_those_who_open_it(house: House) -> None:
    case = scene.opened(house)
    found = sources.find(house.actor("sas"), "lex_sarah", case.pk)
    assert found is not None
    assert (found.label, found.origin) == ("Ärende LS 2025-1", "lex_sarah")
    assert found.path == "/lex-sarah/LS-2025-1/"
    assert found.unit_ids == (house.unit.pk,)
    for who in ("manager", "quality", "other_sas", "investigator"):
        assert sources.find(house.actor(who), "lex_sarah", case.pk) is None
    do(house, "assign", case, account_id=house.people["investigator"].pk)
    assert sources.find(house.actor("investigator"), "lex_sarah", case.pk) is not None
    room = sources.room("lex_sarah")
    assert room is not None
    with pytest.raises(Case.DoesNotExist):
        room.link(house.actor("manager"), LATER, 1, case.pk)


def test_every_text_is_compared(house: House) -> None:
    """A field that is added later must be compared too, or say why not."""
    source = inspect.getsource(import_module("hjulet.lex_sarah.sources"))
    never = {"legal_basis", "laws", "reference", "role", "about"}
    for name in ("Case", "ReportRecord", "InvestigationRecord", "ManagerSummary", "Decision",
                 "IvoNotification", "IvoAnswer", "Information", "Step"):  # fmt: skip
        model: Any = getattr(import_module("hjulet.lex_sarah.models"), name)
        for field in model._meta.concrete_fields:
            text = field.get_internal_type() in ("TextField", "CharField") and not field.choices
            if text and field.name not in never:
                assert field.name in source, f"{name}.{field.name}"


def test_clocks_tell_where_and_never_what(house: House) -> None:
    case = scene.opened(house)
    for key in rules.CLOCKS:
        kind = clock_kinds.kind(key)
        told = kind.describe(house.actor("sas"), [case.pk])[case.pk]
        assert (told.title, told.meta) == ("Lex Sarah", house.unit.name)
        assert kind.describe(house.actor("quality"), [case.pk]) == {}


def test_the_journal_says_every_verb_in_swedish() -> None:
    names = {name for name in operations.__all__ if name[0].islower()}
    for name in names - {"link_finding", "left_to_write", "note_export", "opened", "require_step"}:
        assert f"lex_sarah.{name}" in journal_words.VERBS
    assert "lex_sarah_case" in journal_words.SUBJECTS
