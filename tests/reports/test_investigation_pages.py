"""Investigations as a browser meets them: opened, written together, reviewed, handed over, told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.reports.house_of_two import DAY, House
from tests.reports.investigating import (
    LATER,
    TEXT,
    accepted,
    cause,
    content,
    deviation,
    do,
    finding,
    head,
    opened,
)

from hjulet.findings import operations as findings
from hjulet.findings.models import Finding
from hjulet.journal.models import Event
from hjulet.reports import operations
from hjulet.reports.models import (
    Handover,
    Investigation,
    InvestigationFinding,
    Report,
    ScaleStep,
)

Browse = Callable[..., Client]
pytestmark = pytest.mark.django_db


def filled(**changed: Any) -> dict[str, Any]:
    return {
        "draft": "0", "course": TEXT, "why": "Ingen rutin.", "causes": [cause().pk],
        "consequence": "2", "likelihood": "3", "police_report": "no",
        "told_reporter": "Skrivaren har fått kod.", "do": "draft",
    } | changed  # fmt: skip


def page_of(found: Investigation) -> str:
    return reverse("investigation_page", args=[found.reference])


def send(client: Client, view: str, /, *args: Any, **form: Any) -> Any:
    return client.post(reverse(view, args=args), form, follow=True)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_the_report_to_a_sealed_investigation(house: House, browse: Browse) -> None:
    report, client = deviation(house), browse("manager")
    page = reverse("report_page", args=[report.reference])
    assert "Utred händelsen" in text(client.get(page))
    answer = send(client, "report_investigate", report.reference)
    found = Investigation.objects.get()
    assert answer.redirect_chain == [(page_of(found), 302)]
    assert "du ansvarar för den" in text(answer)
    assert "Utredning 2025-1" in text(client.get(page))
    again = send(client, "report_investigate", report.reference)
    assert "hör redan till utredning 2025-1" in text(again)
    save = "investigation_save"
    refused = send(client, save, found.reference, draft="0", course="Halvt", do="finish")
    for words in ("Välj minst en orsak", "Svara på om händelsen är polisanmäld", "Halvt"):
        assert words in text(refused)
    assert "Utkastet är sparat" in text(send(client, save, found.reference, **filled()))
    done = send(client, save, found.reference, **filled(draft="1", do="finish"))
    assert "Kvalitetsteamet läser den nu." in text(done)
    found.refresh_from_db()
    assert found.status == "done"
    late = send(client, save, found.reference, **filled(draft="2"))
    assert late.status_code == 409
    assert "Utredningen är inte öppen för ändringar längre." in text(late)
    assert filled()["course"] in text(late)
    quiet = send(client, save, found.reference, **filled(draft="2", do="autosave"))
    assert (quiet.status_code, "Kopiera" in quiet.json()["message"]) == (422, True)


def test_it_saves_while_she_writes(house: House, browse: Browse) -> None:
    found, client = opened(house), browse("manager")
    address = reverse("investigation_save", args=[found.reference])
    sent = filled(do="autosave")
    assert client.post(address, sent).json() == {"saved": "9.12", "draft": 1}
    assert client.post(address, sent | {"draft": "1", "course": "Mer."}).json()["draft"] == 2
    assert Event.objects.filter(verb="reports.save_investigation").count() == 1
    stale = client.post(address, sent)
    assert (stale.status_code, "sparat under tiden" in stale.json()["message"]) == (409, True)
    number = client.post(address, sent | {"draft": "2", "why": "19121212-1212"})
    assert "personnummer" in number.json()["message"]
    police = {"draft": "2", "police_report": "yes", "police_on": "2030-01-01"}
    assert client.post(address, sent | police).status_code == 422


def test_two_who_write_are_told_and_lose_nothing(house: House, browse: Browse) -> None:
    found = opened(house)
    do(house, "save", found, "quality", content=content(course="Skrivet av kvalitetsteamet."))
    client = browse("manager")
    answer = send(client, "investigation_save", found.reference, **filled(course="Mitt eget."))
    page = text(answer)
    assert "quality har sparat under tiden" in page
    assert "Skrivet av kvalitetsteamet." in page
    assert "Mitt eget." in page
    assert answer.context["form"]["draft"].value() == "1"
    found.refresh_from_db()
    assert found.course == "Skrivet av kvalitetsteamet."
    send(client, "investigation_save", found.reference, **filled(course="Båda.", draft="1"))
    found.refresh_from_db()
    assert found.course == "Båda."


def test_review_closing_and_what_the_reporter_sees(house: House, browse: Browse) -> None:
    report = deviation(house)
    found = opened(house, report)
    do(house, "finish", found)
    own, quality = reverse("report_page", args=[report.reference]), browse("quality")
    reporter = browse("staff")
    assert "Kvalitetsteamet läser den." in text(reporter.get(own))
    assert "Skrivaren har fått kod." not in text(reporter.get(own))
    ref = found.reference
    assert "Skriv vad som behöver" in text(send(quality, "investigation_return", ref, reason=""))
    back = send(quality, "investigation_return", ref, reason="Mer om orsaken.")
    assert "gått tillbaka" in text(back)
    assert "Mer om orsaken." in text(browse("manager").get(page_of(found)))
    assert "Mer om orsaken." not in text(reporter.get(own))
    do(house, "finish", found)
    assert "Utredningen är godkänd." in text(send(quality, "investigation_accept", ref))
    assert "Skrivaren har fått kod." in text(reporter.get(own))
    made, manager = finding(found), browse("manager")
    assert f"Fynd {made.reference} är inte klart" in text(manager.get(page_of(found)))
    stop = send(manager, "investigation_close", ref, reason="Klart.")
    assert f"Fynd {made.reference} är inte klart" in text(stop)
    Finding.objects.update(handling="effect_shown")
    closed = send(manager, "investigation_close", ref, reason="Kod på skrivaren.")
    assert "dess rapporter är avslutade" in text(closed)
    assert "Kod på skrivaren." in text(reporter.get(own))
    opened_again = send(manager, "investigation_reopen", ref, reason="Det hände igen.")
    assert "öppnad igen" in text(opened_again)
    assert "Skrivaren har fått kod." not in text(reporter.get(own))


def test_a_finding_is_written_from_it_and_compared_with_it(house: House, browse: Browse) -> None:
    found, client = opened(house), browse("manager")
    do(house, "save", found, content=content(why="Kvicksilverblandaren Zetterlund gick sönder."))
    page = text(client.get(page_of(found)))
    address = f"{reverse('finding_new')}?fran=investigation%3A{found.pk}"
    assert f"fran=investigation%3A{found.pk}" in page
    shown = client.get(address)
    assert shown.context["source"].label == "Utredning 2025-1"
    made = findings.write(
        actor=house.actor("manager"), now=LATER, title="Zetterlund gick sönder",
        unit_ids=[house.unit.pk], source=("investigation", found.pk),
    )  # fmt: skip
    assert InvestigationFinding.objects.get().finding_id == made.pk
    with pytest.raises(findings.UnansweredNames):
        findings.release(
            actor=house.actor("manager"), now=LATER, finding_id=made.pk, confirmed=True
        )
    assert made.title in text(client.get(page_of(found)))
    assert "Utredning 2025-1" in text(client.get(reverse("finding_page", args=[made.reference])))


def test_reports_are_gathered_and_taken_out(house: House, browse: Browse) -> None:
    one, two, three = deviation(house), deviation(house), deviation(house)
    found, client = opened(house, one), browse("manager")
    ref = found.reference
    added = send(client, "investigation_add", ref, report=str(two.pk))
    assert "tillsammans med de andra" in text(added)
    page = text(client.get(reverse("report_page", args=[three.reference])))
    assert "Utred den tillsammans med andra" in page
    send(client, "report_investigate", three.reference, investigation=ref)
    assert found.report_links.count() == 3
    out = send(client, "investigation_remove", ref, report=str(two.pk), reason="")
    assert "Skriv kort varför" in text(out)
    out = send(client, "investigation_remove", ref, report=str(two.pk), reason="Annat.")
    assert "utredas för sig" in text(out)
    people = client.get(page_of(found)).context["assign_form"].fields["responsible"].choices
    assert {name for _, name in people} >= {"manager", "staff", "quality"}
    assert "other_staff" not in {name for _, name in people}
    kept = send(client, "investigation_assign", ref, responsible=house.people["quality"].pk)
    assert "Ändringen är sparad." in text(kept)


def test_earlier_ones_are_found_by_words(house: House, browse: Browse) -> None:
    words = "Beslutet skickades till mammans gamla adress, brevet var redan utskrivet."
    alike = house.submit(what_happened=words, now=LATER - timedelta(days=30))
    house.submit(what_happened="Mötet ställdes in.", now=LATER - timedelta(days=20))
    secret = house.submit(what_happened=words, now=LATER - timedelta(days=10))
    house.assess(secret, "lex_sarah")
    found, client = opened(house, deviation(house, what_happened=words)), browse("manager")
    choices = client.get(page_of(found)).context["form"].fields["earlier"].choices
    assert [key for key, _ in choices] == [alike.pk]
    send(client, "investigation_save", found.reference, **filled(earlier=[alike.pk]))
    do(house, "finish", found, content=content(earlier_ids=(alike.pk,)))
    assert alike.reference in text(client.get(page_of(found)))


def test_handing_over_on_the_page(house: House, browse: Browse) -> None:
    report, client = deviation(house, what_happened="Nyckeln försvann."), browse("manager")
    address = reverse("report_hand_over", args=[report.reference, "enhet"])
    given = {"expected": "0", "unit": house.second.pk, "text": "Det hände hos er."}
    assert "Vilken enhet tar över?" in text(client.get(address))
    assert "Skriv varför ni lämnar över" in text(client.post(address, given | {"text": ""}))
    outside = reverse("report_hand_over", args=[report.reference, "utanfor"])
    told = {"expected": "0", "body_kind": "region", "body": "Vårdcentralen",
            "text": "Kallelsen kom sent.", "ground": "consent"}  # fmt: skip
    assert "noterat" in text(client.post(outside, told, follow=True))
    meanwhile = client.post(address, given)
    assert "redan lämnat den till Vårdcentralen" in text(meanwhile)
    assert "Det hände hos er." in text(meanwhile)
    assert meanwhile.context["form"]["expected"].value() == "1"
    row = Handover.objects.get()
    answer = reverse("handover_answer", args=[row.pk])
    assert answer in text(client.get(reverse("report_page", args=[report.reference])))
    assert "Skriv vad de svarade" in text(client.post(answer, {"answered_on": DAY, "answer": ""}))
    sent = {"answered_on": DAY.isoformat(), "answer": "De ändrar kallelsen."}
    assert "De ändrar kallelsen." in text(client.post(answer, sent, follow=True))
    assert "redan noterat" in text(client.get(answer, follow=True))
    late = client.post(answer, sent | {"answer": "De svarade också mig."})
    assert (late.status_code, "De svarade också mig." in text(late)) == (409, True)
    board = reverse("report_hand_over", args=[report.reference, "namnd"])
    new = {"expected": "1", "unit": house.other_unit.pk, "text": "En nyckel.", "ground": "duty"}
    assert "har fått rapport" in text(client.post(board, new, follow=True))
    made = Report.objects.latest("pk")
    theirs = browse("other_quality")
    shown = text(theirs.get(reverse("report_page", args=[made.reference])))
    assert "Rapporten kommer från" in shown
    assert "10 kap. 28 §" in shown
    assert "Nyckeln försvann." not in shown
    assert theirs.get(reverse("report_page", args=[report.reference])).status_code == 404
    assert theirs.get(answer).status_code == 404
    gone = client.post(address, given | {"expected": "2"}, follow=True)
    assert gone.redirect_chain == [(reverse("report_list"), 302)]
    own = text(browse("staff").get(reverse("report_page", args=[report.reference])))
    assert "Lämnades till Mottagningen." in own
    assert "berättat för regionen" in own
    assert "Vårdcentralen" not in own
    assert client.get(reverse("report_hand_over", args=[report.reference, "x"])).status_code == 404


def test_one_handover_of_several_reports_is_shown_and_answered_once(
    house: House, browse: Browse
) -> None:
    one, two = deviation(house), deviation(house)
    found = opened(house, one, two)
    rows = operations.hand_over_outside(
        actor=house.actor("manager"), now=LATER, report_ids=[one.pk, two.pk], expected=0,
        body_kind="contractor", body="Bolaget", ground="no_harm", text="Vi har frågat.",
    )  # fmt: skip
    client = browse("manager")
    assert text(client.get(page_of(found))).count("Till Bolaget") == 1
    operations.note_answer(
        actor=house.actor("manager"), now=LATER, handover_id=rows[0].pk, answered_on=DAY,
        answer="Nej.",
    )  # fmt: skip
    assert set(Handover.objects.values_list("answer", flat=True)) == {"Nej."}


def test_what_sas_gets_of_what_was_set_aside(house: House, browse: Browse) -> None:
    report = deviation(house)
    found = opened(house, report)
    do(house, "save", found, content=content(course="Kvicksilver."))
    house.assess(report, "lex_sarah", who="sas", expected_number=1)
    for who in ("manager", "quality", "staff", "other_sas"):
        for name in ("investigation_page", "investigation_print"):
            missing = browse(who).get(reverse(name, args=["2025-999"]))
            hidden = browse(who).get(reverse(name, args=[found.reference]))
            assert (hidden.status_code, hidden.content) == (404, missing.content)
        post = browse(who).post(reverse("investigation_save", args=[found.reference]), filled())
        assert post.status_code == 404
        assert "Kvicksilver" not in text(browse(who).get(reverse("investigation_list")))
    sas = browse("sas")
    page = text(sas.get(reverse("report_page", args=[report.reference])))
    assert f"utredning {found.reference}" in page
    before = Event.objects.filter(verb="read.opened", subject_kind="investigation").count()
    assert "Kvicksilver." in text(sas.get(page_of(found)))
    events = Event.objects.filter(verb="read.opened", subject_kind="investigation")
    assert events.count() == before + 1
    listed = sas.get(reverse("investigation_list"), {"lage": "alla"})
    assert "sekretess" in text(listed)
    assert "Kvicksilver" not in text(listed)


def test_the_others_are_told_that_the_words_are_gone(house: House, browse: Browse) -> None:
    one, two = deviation(house), deviation(house)
    found = opened(house, one, two)
    do(house, "finish", found, content=content(course="Kvicksilver."))
    do(house, "return", found, "quality", reason="Mer om kvicksilver.")
    house.assess(one, "lex_sarah", expected_number=1)
    page = text(browse("manager").get(page_of(found)))
    assert "En av rapporterna är lex Sarah." in page
    assert "vicksilver" not in page
    reads = Event.objects.filter(verb="read.opened", subject_kind="investigation")
    assert not reads.exists()
    assert "vicksilver" in text(browse("sas").get(page_of(found)))
    assert "vicksilver" in text(browse("sas").get(f"{page_of(found)}utskrift/"))
    assert reads.count() == 2


def test_who_may_not_know_of_a_report_is_not_told_what_it_became(
    house: House, browse: Browse
) -> None:
    """The manager of another unit, whose report was gathered here, gets 404 for the first."""
    one = deviation(house)
    two = house.submit()
    house.assess(two, "deviation", unit_ids=[house.second.pk])
    house.people["second"] = builders.account("unit_manager", house.second, "second")
    head(house)
    found = opened(house, one, two, who="head")
    house.assess(one, "lex_sarah", expected_number=1)
    page = text(browse("second").get(page_of(found)))
    assert "En av rapporterna har lämnat utredningen." in page
    assert "En rapport lämnade utredningen" in page
    assert "lex Sarah" not in page.split("<main")[1]
    assert f"lämnade utredningen: {one.reference}" not in page
    assert "En rapport blev lex Sarah" in text(browse("manager").get(page_of(found)))


def test_the_words_of_the_scales(house: House, browse: Browse) -> None:
    step, client = ScaleStep.objects.get(scale="consequence", value=4), browse("quality")
    assert step.name in text(client.get(reverse("scale_list")))
    change = "scale_change"
    empty = send(client, change, step.pk, name=" ", description="")
    assert "Skriv ett namn." in text(empty)
    assert "Orden är ändrade." in text(send(client, change, step.pk, name="Värst", description=""))
    found = opened(house)
    assert "4 – Värst" in text(browse("manager").get(page_of(found)))


@pytest.mark.parametrize("number", [1, 12])
def test_list_and_page_cost_the_same_however_long(
    house: House, browse: Browse, number: int, django_assert_max_num_queries: Callable
) -> None:
    found = accepted(house, *[deviation(house) for _ in range(number)])
    for _ in range(number):
        opened(house)
    client = browse("quality")
    client.get(reverse("investigation_list"))
    with django_assert_max_num_queries(18):
        client.get(reverse("investigation_list"))
    with django_assert_max_num_queries(39):
        client.get(page_of(found))


def test_filters(house: House, browse: Browse) -> None:
    found, other = opened(house), accepted(house, deviation(house))
    client, address = browse("manager"), reverse("investigation_list")

    def listed(**query: Any) -> set[str]:
        return {row.reference for row, _ in client.get(address, query).context["rows"]}

    assert listed() == {found.reference, other.reference}
    assert listed(lage="accepted") == {other.reference}
    assert listed(lage="x") == {found.reference, other.reference}
    assert listed(enhet=house.second.pk) == set()
    assert listed(mina="on") == {found.reference, other.reference}
    do(house, "close", other)
    assert listed() == {found.reference}
    assert listed(lage="alla") == {found.reference, other.reference}
    assert listed(sida="2") == set()


def test_an_earlier_one_that_became_secret_is_not_quoted(
    house: House, browse: Browse, settings: Any
) -> None:
    """She may read it, but has not shown the second factor that reading it asks for."""
    settings.CONFIDENTIAL_MFA = True
    earlier = deviation(house, what_happened="Kvicksilver på golvet.")
    found = opened(house)
    do(house, "save", found, content=content(earlier_ids=(earlier.pk,)))
    house.assess(earlier, "lex_sarah", expected_number=1)
    operations.grant_access(
        actor=house.actor("sas"),
        now=LATER,
        report_id=earlier.pk,
        account_id=house.people["manager"].pk,
    )
    text = browse("manager").get(page_of(found)).content.decode()
    assert earlier.reference in text
    assert "Kvicksilver" not in text
