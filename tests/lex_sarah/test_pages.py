"""The pages of cases: the way walked in a browser, what faults say, and what it costs."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.lex_sarah import scene
from tests.lex_sarah.scene import do, fresh
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.journal.models import Event
from hjulet.lex_sarah import queries
from hjulet.lex_sarah.models import Case, InvestigationRecord, ReportRecord
from hjulet.ui.menu import menu_for

Browse = Callable[..., Client]
TEXTS = {name: value for name, value in scene.REPORT.items() if name != "received_on"}
RECORD = {**TEXTS, "received_on": DAY.isoformat()}


def address(name: str, *args: Any) -> str:
    return reverse(f"lex_sarah_{name}", args=args)


def body(answer: Any) -> str:
    return answer.content.decode()


def test_the_whole_way_as_it_is_walked(house: House, browse: Browse) -> None:
    report = scene.reported(house)
    sas, head = browse("sas"), browse("head")
    page = body(sas.get(address("list")))
    assert f"Rapport {report.reference}" in page
    assert "Ska tas upp" in page
    opening = f"{address('open')}?rapport={report.pk}"
    assert "checked" in body(sas.get(opening))
    answer = sas.post(opening, {"reports": [report.pk]})
    case = Case.objects.get()
    assert answer.headers["Location"] == address("page", case.slug) == "/lex-sarah/LS-2025-1/"
    page = body(sas.get(address("page", case.slug)))
    assert "Dokumentera rapporten" in page
    assert "Lagen säger genast." in page
    assert "Senast 15 oktober 2025." in page
    sas.post(address("report", case.slug), {**RECORD, "draft": "0.0", "do": "seal"})
    page = body(sas.get(address("page", case.slug)))
    assert "Skriv utredningen" in page
    sas.post(
        address("investigation", case.slug),
        {**scene.INVESTIGATION, "draft": "0.0", "do": "seal"},
    )
    assert head.get(address("page", case.slug)).status_code == 404
    sas.post(address("send", case.slug), {"decider": house.people["head"].pk, "reason": ""})
    page = body(head.get(address("page", case.slug)))
    assert "Till beslutet" in page
    assert "Skicka tillbaka" in page
    form = head.get(address("decide", case.slug)).context["form"]
    sent = {"degree": "serious", "position": "Följderna var allvarliga.",
            "decided_on": DAY.isoformat(), "expected": form.initial["expected"]}  # fmt: skip
    head.post(address("decide", case.slug), sent)
    page = body(sas.get(address("page", case.slug)))
    assert "Allvarligt missförhållande" in page
    assert "Anmäl till IVO" in page
    assert "27 kap. 6 §" in body(sas.get(address("notify", case.slug)))
    sas.post(
        address("notify", case.slug),
        {"sent_on": DAY.isoformat(), "what": "Allt.", "with_investigation": "on"},
    )
    note = case.notifications.get()
    sas.post(
        address("answer", case.slug, note.pk),
        {"answered_on": DAY.isoformat(), "answer": "IVO avslutar."},
    )
    assert "Informera den som rapporterade" in body(sas.get(address("page", case.slug)))
    told = {"receiver": "reporter", "way": "phone", "on": DAY.isoformat(), "what": "Beslutet."}
    sas.post(address("inform", case.slug), told)
    page = body(sas.get(address("page", case.slug)))
    assert "Avsluta ärendet" in page
    assert "IVO avslutar." in page
    sas.post(address("close", case.slug))
    assert fresh(case).status == "closed"
    page = body(sas.get(address("page", case.slug)))
    assert "Öppna ärendet igen" in page
    sas.post(address("reopen", case.slug), {"reason": "Nytt."})
    assert fresh(case).status == "investigating"


def test_every_opening_leaves_a_line(house: House, browse: Browse) -> None:
    case = scene.sent(house)
    head = browse("head")
    for place in (
        address("page", case.slug),
        address("decide", case.slug),
        address("file", case.slug, "pdf"),
        address("file", case.slug, "docx"),
    ):
        before = Event.objects.count()
        assert head.get(place).status_code == 200
        row = Event.objects.order_by("-seq")[0]
        assert Event.objects.count() == before + 1
        assert (row.verb, row.subject_kind, row.confidential) == (
            "read.opened", "lex_sarah_case", True,
        )  # fmt: skip
        assert row.actor_id == house.people["head"].pk


def test_a_form_saves_itself_and_says_when_somebody_was_before(
    house: House, browse: Browse
) -> None:
    case = scene.opened(house)
    do(house, "assign", case, account_id=house.people["investigator"].pk)
    place = address("report", case.slug)
    sas, other = browse("sas"), browse("investigator")
    answer = sas.post(place, {"happened": "Börjat.", "draft": "0.0", "do": "autosave"})
    assert json.loads(answer.content)["draft"] == "0.1"
    before = Event.objects.count()
    answer = sas.post(place, {"happened": "Mer.", "draft": "0.1", "do": "autosave"})
    assert Event.objects.count() == before
    late = other.post(place, {"happened": "Annat.", "draft": "0.0", "do": "autosave"})
    assert late.status_code == 422
    assert "Någon annan" in json.loads(late.content)["message"]
    answer = other.post(place, {"happened": "Annat.", "draft": "0.0", "do": "draft"})
    page = body(answer)
    assert "Någon annan har sparat under tiden" in page
    assert "Annat." in page
    assert 'value="0.2"' in page
    other.post(place, {"happened": "Annat.", "draft": "0.2", "do": "draft"})
    assert case.report_records.get().happened == "Annat."
    assert "Annat." in body(sas.get(place))
    wrong = sas.post(place, {"happened": "Mer.", "draft": "x", "do": "seal"})
    assert "Någon annan" in body(wrong)


def test_faults_stand_beside_the_field(house: House, browse: Browse) -> None:
    case = scene.opened(house)
    sas = browse("sas")
    answer = sas.post(
        address("report", case.slug), {"happened": "Något.", "draft": "0.0", "do": "seal"}
    )
    assert set(answer.context["form"].errors) == {
        "received_on", "service", "consequences", "noticed", "at_once",
    }  # fmt: skip
    assert "Något." in body(answer)
    answer = sas.post(address("write_off", case.slug), {"reason": ""})
    assert "Svara på ”Varför är det inte lex Sarah?”." in body(answer)
    answer = sas.post(address("assign", case.slug), {"account": house.people["staff"].pk})
    assert answer.context["forms"]["assign"].errors
    answer = sas.get(address("send", case.slug), follow=True)
    assert "Ärendet dokumenteras. Så här ser det ut nu." in body(answer)
    assert not ReportRecord.objects.exists()


def test_the_decider_meets_what_has_changed(house: House, browse: Browse) -> None:
    case = scene.sent(house)
    head = browse("head")
    sent = {"degree": "none", "position": "Skälen.", "decided_on": DAY.isoformat(),
            "expected": case.revision}  # fmt: skip
    do(house, "summarise", case, summary="Nytt.")
    answer = head.post(address("decide", case.slug), sent)
    assert "Något har ändrats i ärendet under tiden" in body(answer)
    assert "Skälen." in body(answer)
    sent["expected"] = case.revision + 1
    assert head.post(address("decide", case.slug), sent).status_code == 302
    assert head.post(address("decide", case.slug), sent, follow=True).status_code == 200
    assert case.decisions.count() == 1


def test_reports_are_gathered_and_taken_out(house: House, browse: Browse) -> None:
    case, more = scene.opened(house), scene.reported(house)
    sas = browse("sas")
    assert more.reference in body(sas.get(address("reports", case.slug)))
    sas.post(address("join", case.slug, more.pk))
    assert case.report_links.filter(left_at__isnull=True).count() == 2
    answer = sas.post(address("leave", case.slug, more.pk), {"reason": ""})
    assert answer.context["faulty"].errors
    sas.post(address("leave", case.slug, more.pk), {"reason": "Gäller annat."})
    assert case.report_links.filter(left_at__isnull=True).count() == 1
    assert "har lämnat ärendet" in body(sas.get(address("page", case.slug)))
    assert sas.post(address("join", case.slug, 987654)).status_code == 404


def test_like_cases_are_seen_beside_the_choice(house: House, browse: Browse) -> None:
    theme = scene.theme()
    for degree in ("misconduct", "misconduct", "serious"):
        earlier = scene.decided(house, degree=degree)
        do(house, "change", earlier, theme_id=theme.pk)
        Case.objects.filter(pk=earlier.pk).update(decided_on=scene.year(2024))
    case = scene.sent(house)
    do(house, "change", case, theme_id=theme.pk)
    found = browse("head").get(address("decide", case.slug)).context["alike"]
    assert [(one.value, number) for one, number in found.degrees] == [
        ("misconduct", 2), ("serious", 1),
    ]  # fmt: skip
    assert found.rows[0].year == 2024
    assert found.rows[0].area == ""
    page = body(browse("head").get(address("decide", case.slug)))
    assert "LS 2025-1" not in page
    assert "Inget annat ärende" not in page


def test_the_document_holds_it_all(house: House, browse: Browse) -> None:
    report = scene.reported(house, "Larmet gick i natt.")
    case = scene.closed(house, report, degree="serious")
    do(house, "note_answer", case, notification_id=case.notifications.get().pk,
       answered_on=DAY, answer="Svar från IVO.")  # fmt: skip
    content = browse("sas").get(address("file", case.slug, "docx")).content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        words = book.read("word/document.xml").decode()
    for text in (
        "Larmet gick i natt.", "Dagpersonalen såg det på morgonen.", "Återbudet togs inte emot.",
        "Den enskilde fick inte sitt stöd.", "Svar från IVO.", "Hon fick veta beslutet.",
        "27 kap. 6 §", "27 kap. 2 §", "SOSFS 2011:5", "avdelningschef", "LS 2025-1",
    ):  # fmt: skip
        assert text in words, text
    pdf = browse("sas").get(address("file", case.slug, "pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert 'filename="LS-2025-1.pdf"' in pdf.headers["Content-Disposition"]
    assert browse("sas").get(address("file", case.slug, "html")).status_code == 404


def test_the_list_is_for_those_who_may(house: House, browse: Browse) -> None:
    case, done = scene.ready(house), scene.closed(house)
    do(house, "assign", case, account_id=house.people["investigator"].pk)

    def found(who: str, **chosen: Any) -> list[str]:
        answer = browse(who).get(address("list"), chosen)
        assert answer.status_code == 200
        return [one.reference for one, _ in answer.context["rows"]]

    assert found("sas") == [case.reference]
    assert found("sas", visa="avslutade") == [done.reference]
    assert found("sas", visa="alla") == [done.reference, case.reference]
    assert found("investigator") == [case.reference]
    assert found("other_sas") == []
    assert found("head", visa="alla") == [done.reference]
    for who in ("manager", "quality", "dpo", "admin", "member", "staff", "stranger", "lead"):
        assert browse(who).get(address("list")).status_code == 404


def test_the_menu_is_for_those_who_may(house: House) -> None:
    case = scene.ready(house)
    do(house, "assign", case, account_id=house.people["investigator"].pk)
    scene.reported(house)

    def line(who: str) -> int | None:
        groups = menu_for(house.actor(who), "/")
        lines = [one for group in groups for one in group.lines if one.label == "Lex Sarah"]
        return lines[0].count if lines else None

    assert line("sas") == 2
    assert line("investigator") == 0
    for who in ("manager", "quality", "dpo", "admin", "member", "staff", "stranger", "head"):
        assert line(who) is None


def test_the_board_chooses(house: House, browse: Browse) -> None:
    place = address("rules", house.board.pk)
    assert browse("sas").get(place).context["form"]["reporter_sees_text"].value() is True
    browse("sas").post(place, {"manager_sees_summary": "on"})
    own = queries.rules_for(house.board.pk)
    assert (own.manager_sees_summary, own.reporter_sees_text) == (True, False)
    for who in ("other_sas", "quality", "head", "admin"):
        assert browse(who).get(place).status_code == 404
        assert browse(who).post(place, {}).status_code == 404


def many(house: House, number: int) -> None:
    people = house.people
    for place in range(number):
        Case.objects.create(
            reference=f"LS 2024-{place}", board=house.board, unit=house.unit, laws="sol",
            responsible=people["sas"], received_at=NOW - timedelta(days=place),
            received_on=DAY - timedelta(days=place // 2), target_from=DAY, opened_at=NOW,
        )  # fmt: skip


def test_the_list_costs_the_same_with_many(
    house: House, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(house, 120)
    for _ in range(5):
        scene.reported(house)
    client = browse("sas")
    with django_assert_max_num_queries(20):
        answer = client.get(address("list"))
    assert len(answer.context["rows"]) == 50
    seen = [case.reference for case, _ in answer.context["rows"]]
    while answer.context["older"]:
        answer = client.get(answer.context["older"])
        seen += [case.reference for case, _ in answer.context["rows"]]
    assert len(seen) == len(set(seen)) == 120
    back = client.get(answer.context["newer"])
    assert [case.reference for case, _ in back.context["rows"]] == seen[50:100]


def test_a_page_costs_the_same_with_much(
    house: House, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = scene.ready(house)
    for number in range(12):
        do(house, "seal_investigation", case, fields=scene.INVESTIGATION, reason="Ändrat.",
           expected=queries.stamp_of(case, InvestigationRecord))  # fmt: skip
        do(house, "inform", case, receiver="person", on=DAY, way="phone", what=f"{number}")
    client = browse("sas")
    with django_assert_max_num_queries(60):
        client.get(address("page", case.slug))


@pytest.mark.parametrize("verb", ["close", "reopen", "write_off", "assign", "hand_over",
                                  "send_back"])  # fmt: skip
def test_what_is_sent_by_itself_leads_to_the_page(house: House, browse: Browse, verb: str) -> None:
    case = scene.opened(house)
    answer = browse("sas").get(address(verb, case.slug))
    assert answer.headers["Location"] == address("page", case.slug)


def test_names_of_themes_and_words_about_the_chief(house: House, browse: Browse) -> None:
    """A theme is written as it is called, and nobody is taken for a woman or a man."""
    earlier, case = scene.decided(house), scene.sent(house)
    sip = scene.theme("SIP")
    do(house, "change", case, theme_id=sip.pk)
    words = body(browse("head").get(address("decide", case.slug)))
    assert "Inget annat ärende med temat SIP är beslutat" in words
    Case.objects.filter(pk=earlier.pk).update(theme=sip)
    words = body(browse("head").get(address("decide", case.slug)))
    assert "beslutat med temat SIP: 1 missförhållande." in words
    page = body(browse("sas").get(address("page", case.slug)))
    form = body(browse("sas").get(address("summary", case.slug)))
    assert "Skriv vad chefen behöver veta" in page
    assert "Chefen läser det här på rapporten, men inte utredningen." in form
