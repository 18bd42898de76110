"""The pages of incidents: who sees what, the way through, faults, and what they cost."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pytest_django import DjangoAssertNumQueries
from tests.data_breaches import scene
from tests.data_breaches.scene import FULL, LATER
from tests.reports.house_of_two import NOW, House
from tests.risks.findings import finding

from hjulet.data_breaches import operations
from hjulet.data_breaches.models import Incident, IncidentFinding
from hjulet.findings import sources
from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.kernel.clock import hours_later, later
from hjulet.notices.models import Notice
from hjulet.reports.models import Report
from hjulet.ui.menu import menu_for

Browse = Callable[..., Client]
WRITTEN = {
    "kind": "wrong_receiver", "what_happened": "Ett beslut gick fel.",
    "breached": ["confidentiality"],
    "groups": ["children"], "persons": "2", "data_kinds": ["health", "identity_number"],
    "consequences": "Någon vet.", "severity": "2", "measures_taken": "Hämtat.", "contact": "Kim",
}  # fmt: skip


def address(name: str, *args: Any) -> str:
    return reverse(f"breach_{name}", args=args)


def text(answer: Any) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def test_from_a_report_to_a_closed_incident(house: House, browse: Browse) -> None:
    client, report = browse("dpo"), scene.reported(house)
    listed = text(client.get(address("list")))
    assert f"Öppna en incident för rapport {report.reference}" in listed
    assert "70 timmar kvar" in listed
    new = f"{address('new')}?rapport={report.reference}"
    form = client.get(new).context["form"]
    assert form.initial["discovered_at"] == report.received_at
    sent = {"report": report.reference, "unit": house.unit.pk, "discovered_at": "2025-10-14T09:12"}
    answer = client.post(new, sent)
    incident = Incident.objects.get()
    number = incident.number
    assert answer.headers["Location"] == address("page", number)
    page = text(client.get(address("page", number)))
    assert "70 timmar kvar." in page
    assert "senast fredag 17 oktober 2025 kl. 9.12" in page
    assert client.get(address("page", number)).context["next"].view == "breach_edit"
    client.post(address("edit", number), WRITTEN | {"version": incident.version})
    page = client.get(address("page", number))
    assert page.context["next"].view == "breach_decide"
    assert "Här finns känsliga personuppgifter och uppgifter som skyddas särskilt." in text(page)
    version = scene.fresh(incident).version
    client.post(address("decide", number), {"version": version, "notify": "ja", "reason": "Risk."})
    assert client.get(address("page", number)).context["next"].view == "breach_notify"
    client.post(
        address("notify", number),
        {"version": version + 1, "sent_at": "2025-10-14T11:00", "complete": "ja"},
    )
    assert client.get(address("page", number)).context["next"].view == "breach_inform"
    client.post(
        address("inform", number),
        {"version": version + 2, "informed": "yes", "on": "2025-10-14", "how": "Telefon."},
    )
    page = client.get(address("page", number))
    assert page.context["next"].view == "breach_close"
    assert "Vi vet inte ännu." in text(page)
    answer = client.post(
        address("close", number), {"version": version + 3, "outcome": "Ny rutin."}, follow=True
    )
    assert "Incidenten är avslutad." in text(answer)
    assert "Det blev inte känt." in text(answer)
    assert answer.context["next"] is None
    report.refresh_from_db()
    assert (report.status, report.notified_imy) == ("closed", True)
    assert "Avslutad" in text(client.get(address("list")))


@pytest.mark.parametrize(
    ("who", "register", "page", "works"),
    [("dpo", 200, 200, 200), ("lead", 200, 200, 200), ("quality", 200, 200, 404),
     ("registrar", 200, 200, 404), ("manager", 404, 404, 404), ("sas", 404, 404, 404),
     ("staff", 404, 404, 404), ("other_dpo", 200, 404, 404), ("admin", 404, 404, 404)],
)  # fmt: skip
def test_who_opens_what(
    house: House, browse: Browse, who: str, register: int, page: int, works: int
) -> None:
    number, client = scene.filled(house).number, browse(who)
    assert client.get(address("list")).status_code == register
    assert client.get(address("excel")).status_code == register
    for name in ("page", "letter", "word"):
        assert client.get(address(name, number)).status_code == page
    for name in ("edit", "decide", "inform", "close", "correct", "add_report", "hand_over"):
        assert client.get(address(name, number)).status_code == works, name
        assert client.post(address(name, number)).status_code == works, name
    shown = [line.label for group in menu_for(house.actor(who), "/") for line in group.lines]
    assert ("Incidenter" in shown) == (register == 200)


def test_who_does_not_work_with_it_gets_no_buttons(house: House, browse: Browse) -> None:
    page = text(browse("quality").get(address("page", scene.filled(house).number)))
    for words in ("Ändra det som är känt", "Mer att göra", "Besluta om incidenten"):
        assert words not in page
    assert "Skriv ett fynd" in page  # that is the quality team's


def test_two_who_write_at_once(house: House, browse: Browse) -> None:
    incident, client = scene.filled(house), browse("dpo")
    seen = incident.version
    scene.do(house, "save", incident, contents=FULL)
    mine = WRITTEN | {"version": seen, "persons": "7"}
    answer = client.post(address("edit", incident.number), mine)
    assert "Någon annan har sparat medan du skrev" in text(answer)
    assert "Ungefär hur många personer" in answer.context["changed"]
    assert 'value="7"' in text(answer)
    assert scene.fresh(incident).persons == 2
    again = answer.context["form"].data
    client.post(address("edit", incident.number), again)
    assert scene.fresh(incident).persons == 7
    answer = client.post(
        address("decide", incident.number), {"version": seen, "notify": "nej", "reason": "Nej."}
    )
    assert "Någon annan har ändrat incidenten" in text(answer)
    assert "Nej." in text(answer)


def test_what_is_missing_stands_beside_the_field(house: House, browse: Browse) -> None:
    incident, client = scene.opened(house), browse("dpo")
    answer = client.get(f"{address('edit', incident.number)}?saknas=1")
    assert answer.context["form"].errors["persons"] == [
        "Skriv ungefär hur många det gäller, eller kryssa i att ni inte vet."
    ]
    scene.do(house, "save", incident, contents=FULL)
    answer = client.get(f"{address('edit', incident.number)}?saknas=1")
    assert "Allt som IMY frågar efter finns." in text(answer)


def test_faults_keep_what_was_written(house: House, browse: Browse) -> None:
    client = browse("dpo")
    sent = {
        "unit": house.unit.pk,
        "discovered_at": "2025-10-15T09:12",
        "discovered_how": "Såg det.",
    }
    answer = client.post(address("new"), sent)
    assert answer.context["form"].errors["discovered_at"] == [
        "Tiden har inte varit än. Välj när ni förstod det."
    ]
    assert "Såg det." in text(answer)
    answer = client.post(address("new"), sent | {"discovered_at": "i går"})
    assert answer.context["form"].errors["discovered_at"] == ["Skriv tiden som 2025-10-14 09:12."]
    answer = client.post(address("new"), sent | {"report": "finns-inte"})
    assert "Det finns ingen sådan rapport" in str(answer.context["form"].errors["report"])


@pytest.mark.parametrize(
    ("written", "means"),
    [("2025-10-26T02:30", "2025-10-26T00:30:00+00:00"), ("2025-03-30T02:30", "")],
)
def test_the_nights_when_the_clock_is_changed(
    house: House, browse: Browse, written: str, means: str
) -> None:
    client = browse("dpo")
    with clock.fixed_at(hours_later(NOW, 24 * 40)):
        answer = client.post(address("new"), {"unit": house.unit.pk, "discovered_at": written})
    if means:
        assert Incident.objects.get().discovered_at.isoformat() == means
    else:
        assert "ställdes klockan fram" in str(answer.context["form"].errors["discovered_at"])


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 10, 23)])
def test_what_is_left_is_in_real_hours(house: House, browse: Browse, day: date) -> None:
    """Friday noon, before the night when the clocks change."""
    start, client = clock.at(day), browse("dpo")
    report = scene.reported(house, now=start)
    for minutes, said in ((0, "72 timmar"), (71 * 60 + 1, "59 minuter"), (77 * 60, "5 timmar sen")):
        with clock.fixed_at(later(start, timedelta(minutes=minutes))):
            assert said in text(client.get(address("list"))), minutes
    with clock.fixed_at(start):
        assert "72 timmar kvar" in text(client.get(reverse("report_page", args=[report.reference])))
    incident = scene.opened(house, report, discovered_at=start, now=start)
    for hours, said in ((0, "72 timmar kvar."), (76, "Tiden gick ut för 4 timmar sedan.")):
        with clock.fixed_at(hours_later(start, hours)):
            assert said in text(client.get(address("page", incident.number))), hours
    with clock.fixed_at(hours_later(start, 47)):
        assert "Snart" not in text(client.get(address("list")))


def test_too_late_says_why(house: House, browse: Browse) -> None:
    incident, client = scene.decided(house), browse("dpo")
    with clock.fixed_at(hours_later(NOW, 77)):
        page = text(client.get(address("page", incident.number)))
        assert "Tiden gick ut för 5 timmar sedan." in page
        sent = {"version": incident.version, "sent_at": "2025-10-17T14:00", "complete": "ja"}
        answer = client.post(address("notify", incident.number), sent)
        assert "Skriv varför den dröjde." in str(answer.context["form"].errors["delay_reason"])
        assert "Försenad" in text(client.get(address("list")))


def test_what_was_sent_stays_and_can_be_read_and_taken_out(house: House, browse: Browse) -> None:
    incident, client = scene.notified(house), browse("dpo")
    scene.do(house, "save", incident, contents=scene.changed(what_happened="Annat."))
    now = text(client.get(address("letter", incident.number)))
    then = text(client.get(f"{address('letter', incident.number)}?skickad=1"))
    assert "Annat." in now
    assert FULL.what_happened not in now
    assert FULL.what_happened in then
    for wrong in ("2", "x", "1000"):
        answer = client.get(f"{address('letter', incident.number)}?skickad={wrong}")
        assert answer.status_code == 404
    answer = client.get(f"{address('word', incident.number)}?skickad=1")
    assert 'filename="pui-2025-1-1.docx"' in answer.headers["Content-Disposition"]
    written = [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]
    assert "Vad hände?" in written
    assert FULL.what_happened in written
    assert Event.objects.filter(verb="data_breaches.export").count() == 1


def test_secrecy(house: House, browse: Browse) -> None:
    report = scene.reported(
        house, "data_breach", "lex_sarah", who="sas", what_happened="Kvicksilver."
    )
    new = f"{address('new')}?rapport={report.reference}"
    page = text(browse("dpo").get(new))
    assert "du ser inte vad som står i den" in page
    assert "Kvicksilver" not in page
    summary = text(browse("dpo").get(reverse("report_page", args=[report.reference])))
    assert new in summary
    assert "Kvicksilver" not in summary
    incident = scene.opened(house, report)
    number = incident.number
    assert "skrivet i journalen" in text(browse("dpo").get(address("page", number)))
    assert Event.objects.filter(verb="read.opened", subject_kind="data_breach").count() == 1
    assert browse("quality").get(address("page", number)).status_code == 404
    listed = text(browse("quality").get(address("list")))
    assert "PUI 2025-1" not in listed
    assert "som du får se" in listed
    # The manager of the unit keeps the summary of the report and learns no more of it.
    kept = text(browse("manager").get(reverse("report_page", args=[report.reference])))
    assert "PUI" not in kept
    assert "PUI 2025-1" in text(browse("sas").get(reverse("report_page", args=[report.reference])))


def test_the_page_of_the_report_shows_the_incident(house: House, browse: Browse) -> None:
    report = scene.reported(house, "data_breach", "deviation")
    page = reverse("report_page", args=[report.reference])
    assert "Öppna en incident" in text(browse("dpo").get(page))
    assert "Öppna en incident" not in text(browse("manager").get(page))
    incident = scene.opened(house, report, kind="lost", discovered_at=NOW - timedelta(hours=10))
    for who in ("manager", "quality", "dpo"):
        shown = text(browse(who).get(page))
        assert f"Personuppgiftsincident {incident.reference}." in shown
        assert "60 timmar kvar." in shown
        assert "70 timmar kvar" not in shown  # the report's own clock has stopped
        assert (address("page", incident.number) in shown) == (who != "manager")


@pytest.mark.parametrize(("kind", "reads"), [("deviation", True), ("lex_sarah", False)])
def test_who_reported_reads_what_it_came_to(
    house: House, browse: Browse, kind: str, reads: bool
) -> None:
    """Also when the report itself goes on; of one under secrecy she reads no words."""
    who = "sas" if kind == "lex_sarah" else "quality"
    report = scene.reported(house, "data_breach", kind, who=who)
    incident = scene.notified(house, report)
    scene.do(house, "inform", incident, informed="yes", on=LATER.date(), how="Per telefon.")
    told = Notice.objects.filter(account=house.people["staff"], words__contains="svar")
    assert not told.exists()
    left = scene.do(house, "close", incident, outcome="Brevet kom tillbaka oöppnat.")
    assert left == [report.reference]
    page = reverse("report_page", args=[report.reference])
    shown = text(browse("staff").get(page))
    assert ("Brevet kom tillbaka oöppnat." in shown) == reads
    assert ("Utredd som personuppgiftsincident, klar 14 oktober 2025." in shown) == reads
    assert [one.words for one in told] == [f"Rapport {report.reference}: har fått ett svar"] * reads
    # It is written for her: the manager has the incident's own words.
    assert "Brevet kom tillbaka" not in text(browse("manager").get(page))


def test_who_reported_and_reads_it_whole_reads_that_too(house: House, browse: Browse) -> None:
    report = scene.reported(house, "data_breach", "deviation")
    Report.objects.filter(pk=report.pk).update(reporter=house.people["manager"])
    incident = scene.decided(house, report, notify=False)
    scene.do(house, "inform", incident, informed="no", ground="averted", reason="Hämtat.")
    scene.do(house, "close", incident, outcome="Brevet kom tillbaka oöppnat.")
    page = reverse("report_page", args=[report.reference])
    assert "Brevet kom tillbaka oöppnat." in text(browse("manager").get(page))
    assert "Brevet kom tillbaka" not in text(browse("quality").get(page))


def test_findings_are_written_from_it(house: House, browse: Browse) -> None:
    incident, client = scene.filled(house), browse("lead")
    new = f"{reverse('finding_new')}?fran=data_breach:{incident.pk}"
    assert new in text(client.get(address("page", incident.number)))
    assert f"Incident {incident.reference}" in text(client.get(new))
    found, room = finding(house, origin="data_breach"), sources.room("data_breach")
    assert room is not None
    for _ in range(2):
        room.link(house.actor("lead"), LATER, found.pk, incident.pk)
    assert IncidentFinding.objects.get().incident_id == incident.pk
    assert FULL.what_happened in sources.texts_of(found.pk)
    assert found.reference in text(client.get(address("page", incident.number)))
    page = reverse("finding_page", args=[found.reference])
    assert address("page", incident.number) in text(client.get(page))
    assert address("page", incident.number) not in text(browse("staff").get(page))
    source = sources.find(house.actor("lead"), "data_breach", incident.pk)
    assert source is not None
    assert (source.origin, source.unit_ids) == ("data_breach", (house.unit.pk,))
    assert sources.find(house.actor("manager"), "data_breach", incident.pk) is None


def test_what_cannot_be_done_now_leads_back(house: House, browse: Browse) -> None:
    client = browse("dpo")
    closed, begun = scene.closed(house), scene.opened(house)
    for name, number in (
        ("edit", closed.number), ("decide", closed.number), ("inform", closed.number),
        ("close", closed.number), ("reopen", begun.number), ("notify", begun.number),
        ("complement", begun.number), ("reference", begun.number),
    ):  # fmt: skip
        for call in (client.get, client.post):
            assert call(address(name, number)).headers["Location"] == address("page", number), name


@pytest.mark.parametrize("number", [1, 20])
def test_what_the_pages_cost(
    house: House, browse: Browse, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    incident = scene.opened(house)
    for _ in range(number):
        scene.do(house, "add_report", incident, reference=scene.reported(house).reference)
        scene.notified(house)
        scene.reported(house)
    client = browse("dpo")
    for path, most in ((address("list"), 22), (address("page", incident.number), 32)):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)


def test_reports_and_people(house: House, browse: Browse) -> None:
    client, report = browse("dpo"), scene.reported(house)
    incident = scene.opened(house)
    client.post(address("add_report", incident.number), {"report": report.reference})
    assert incident.report_links.count() == 1
    args = (incident.number, report.pk)
    assert client.get(address("remove_report", *args)).status_code == 200
    client.post(address("remove_report", *args), {"reason": "Fel rapport."})
    assert incident.report_links.count() == 0
    answer = client.post(address("remove_report", *args), {"reason": "Igen."})
    assert answer.status_code == 404
    people = client.get(address("hand_over", incident.number)).context["form"].fields["responsible"]
    assert [words for _, words in people.choices[1:]] == [
        "dpo, dataskyddsombud", "lead, förvaltningsledning",
    ]  # fmt: skip
    lead = house.people["lead"].pk
    client.post(address("hand_over", incident.number), {"responsible": lead})
    assert scene.fresh(incident).responsible_id == lead
    sent = {"discovered_at": "2025-10-14T08:00", "reason": "Hon såg det då."}
    client.post(address("correct", incident.number), sent)
    assert scene.fresh(incident).discovered_at == NOW - timedelta(minutes=72)
    assert operations.opened(actor=house.actor("dpo"), now=LATER, incident=incident) is None
