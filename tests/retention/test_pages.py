"""The pages: who gets them, what they say, and a disposal by two from rule to register."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.reports.house_of_two import NOW, House
from tests.retention import scene
from tests.retention.scene import LATER, THEN

from hjulet.journal.models import Event
from hjulet.organisation.kinds import Role
from hjulet.reports.disposal import KIND
from hjulet.reports.models import Report
from hjulet.retention import operations, record_kinds
from hjulet.retention.models import DisposalList, Hold, RetentionRule, Tombstone
from hjulet.retention.record_kinds import Columns, Gone, RecordKind
from hjulet.ui.menu import menu_for

Browse = Callable[..., Client]
pytestmark = pytest.mark.django_db
HOME = "/gallring/"


def words(answer: object) -> str:
    """The page on one line, with plain spaces."""
    return " ".join(answer.content.decode().replace("\u202f", " ").split())  # type: ignore[attr-defined]


def address(name: str, *args: object) -> str:
    return reverse(name, args=args)


def test_a_new_board_is_told_that_its_plan_decides(house: House, browse: Browse) -> None:
    page = words(browse("registrar").get(HOME))
    assert "Nämndens dokumenthanteringsplan bestämmer." in page
    assert "Hjulet föreslår 5 år efter att rapporten avslutades." in page
    assert "Inget gallras förrän nämnden har bestämt." in page
    assert "Ingen är avslutad ännu." in page
    assert "10 § arkivlagen (1990:782)" in page
    scene.plain(house)
    assert "1 har legat längre än så." in words(browse("registrar").get(HOME))
    assert "Gör en gallringslista" not in words(browse("registrar").get(HOME))


def test_who_has_it_in_the_menu(house: House, browse: Browse) -> None:
    shown = {
        who
        for who in house.people
        if any(
            line.label == "Gallring"
            for group in menu_for(house.actor(who, THEN), HOME)
            for line in group.lines
        )
    }
    assert shown == {"registrar", "lead", "quality", "sas", "other_registrar", "other_quality",
                     "other_sas"}  # fmt: skip
    assert browse("staff").get(HOME).status_code == 404


def test_by_two_from_rule_to_register(house: House, browse: Browse) -> None:
    report, spared = scene.closed(house), scene.plain(house)
    first, second = browse("registrar"), browse("sas")
    rule = {"keep": "years", "years": "5", "basis": scene.BASIS, "valid_from": THEN.isoformat()}
    first.post(address("retention_rule", house.board.pk, KIND), rule)
    home = words(first.get(HOME))
    assert f"Gallras 5 år efter att rapporten avslutades, enligt {scene.BASIS}." in home
    assert "2 har legat tiden ut." in home
    answer = first.post(address("retention_propose", house.board.pk, KIND))
    page = address("retention_list_page", "2031-1")
    assert answer.headers["Location"] == page
    assert "Provkör listan först" in words(first.get(page))
    item = DisposalList.objects.get().items.get(key=spared.pk)
    off = address("retention_take_off", "2031-1", item.pk)
    assert first.get(off).status_code == 200
    first.post(off, {"reason": "Begärd av en forskare."})
    first.post(address("retention_try", "2031-1"))
    tried = words(first.get(page))
    assert "1 går att gallra." in tried
    for line in ("6 texter", "1 tillägg", "1 bilaga", "1 fil"):
        assert f"<li>{line}</li>" in tried.replace("\xa0", " ")
    first.post(address("retention_sign_first", "2031-1"))
    assert "En annan person måste skriva under också" in words(first.get(page))
    assert "Gå vidare" not in words(first.get(page))
    answer = first.post(address("retention_dispose", "2031-1"), {"sure": "on"}, follow=True)
    assert "Du har skrivit under först." in words(answer)
    assert not Tombstone.objects.exists()
    assert "Gå vidare" in words(second.get(page))
    unsure = second.post(address("retention_dispose", "2031-1"), {})
    assert unsure.context["form"].errors["sure"] == ["Kryssa i att du har gått igenom listan."]
    answer = second.post(address("retention_dispose", "2031-1"), {"sure": "on"}, follow=True)
    done = words(answer)
    assert "1 är gallrad." in done.replace("\xa0", " ")
    assert f"enligt {scene.BASIS}, av registrar och sas." in done
    assert "Begärd av en forskare. (registrar)" in done
    register = words(second.get(address("retention_register")))
    assert f"Rapport {report.reference}" in register
    assert "Gallrad 3 februari 2031 efter 5 år" in register
    assert spared.reference not in register
    assert "1 är gallrad" in words(first.get(HOME)).replace("\xa0", " ")


def test_a_rule_in_months_stands_when_it_is_saved_as_it_is(house: House, browse: Browse) -> None:
    client, rule = browse("registrar"), address("retention_rule", house.board.pk, KIND)
    sent = {"keep": "years", "years": "1", "more_months": "6", "basis": "Planen.",
            "valid_from": THEN.isoformat()}  # fmt: skip
    client.post(rule, sent)
    shown = client.get(rule).context["form"].initial
    assert (shown["years"], shown["more_months"]) == (1, 6)
    again = {name: value for name, value in shown.items() if value is not None}
    assert client.post(rule, again).status_code == 302
    assert {one.keep_months for one in RetentionRule.objects.filter(board=house.board)} == {18}
    for years, months, fault in (
        ("", "", "years"),
        ("0", "0", "years"),
        ("1", "12", "more_months"),
    ):
        answer = client.post(rule, sent | {"years": years, "more_months": months})
        assert set(answer.context["form"].errors) == {fault}


def test_faults_stand_beside_the_field(house: House, browse: Browse) -> None:
    client = browse("registrar")
    rule = address("retention_rule", house.board.pk, KIND)
    sent = {"keep": "years", "years": "", "basis": "", "valid_from": "2031-02-02"}
    assert set(client.post(rule, sent).context["form"].errors) == {"years", "basis"}
    sent |= {"years": "5", "basis": "Planen."}
    answer = client.post(rule, sent)
    assert set(answer.context["form"].errors) == {"valid_from"}
    assert 'value="Planen."' in answer.content.decode()
    client.post(rule, sent | {"keep": "forever", "valid_from": "2031-02-03"})
    own = RetentionRule.objects.get(board=house.board)
    assert own.keep_months is None
    assert "Bevaras, enligt Planen.<" in words(client.get(HOME))
    hold = client.post(address("retention_hold_new"), {"reason": "", "reference": "2025-1"})
    assert set(hold.context["form"].errors) == {"board", "reason"}
    hold = client.post(
        address("retention_hold_new"),
        {"board": house.board.pk, "reason": "Tillsyn", "reference": "2025-1"},
    )
    assert set(hold.context["form"].errors) == {"kind"}


@pytest.mark.parametrize("kind", ["reports.nothing", "x"])
def test_a_kind_that_is_not_there(house: House, browse: Browse, kind: str) -> None:
    client = browse("registrar")
    assert client.get(address("retention_rule", house.board.pk, kind)).status_code == 404
    assert client.post(address("retention_propose", house.board.pk, kind)).status_code == 404


def test_holds_are_placed_and_lifted(house: House, browse: Browse) -> None:
    scene.rule(house)
    report = scene.plain(house)
    client = browse("registrar")
    # What is chosen from the start is everything: read after "Vad ska inte gallras?".
    assert '<option value="" selected>Allt i nämnden</option>' in words(
        client.get(address("retention_hold_new"))
    )
    client.post(
        address("retention_hold_new"),
        {"board": house.board.pk, "kind": KIND, "reference": report.reference,
         "reason": "pågående tillsyn från IVO", "last": "2031-12-31"},
    )  # fmt: skip
    hold = Hold.objects.get()
    home = words(client.get(HOME))
    assert f"Rapporter: {report.reference}" in home
    assert "till och med 31 december 2031" in home
    answer = client.post(address("retention_propose", house.board.pk, KIND), follow=True)
    assert "Det finns inget att gallra nu." in words(answer)
    lift = address("retention_hold_lift", hold.pk)
    assert browse("lead").get(lift).status_code == 404
    assert browse("other_registrar").get(lift).status_code == 404
    assert client.post(lift, {"reason": ""}).context["form"].errors
    client.post(lift, {"reason": "Tillsynen är klar."})
    assert "Inget är stoppat." in words(client.get(HOME))
    assert client.get(lift).status_code == 404


def test_a_list_of_another_board_is_not_found(house: House, browse: Browse) -> None:
    scene.rule(house)
    scene.plain(house)
    made = scene.signed(house)
    for who in ("other_registrar", "other_sas", "staff", "manager", "admin", "member"):
        for name in ("retention_list_page", "retention_dispose", "retention_withdraw"):
            assert browse(who).get(address(name, made.reference)).status_code == 404
    # Who follows retention sees the list but neither signs nor takes it back.
    assert browse("quality").get(address("retention_list_page", "2031-1")).status_code == 200
    for name in ("retention_try", "retention_sign_first", "retention_dispose"):
        assert browse("quality").post(address(name, "2031-1"), {"sure": "on"}).status_code == 404
    assert not Tombstone.objects.exists()


def test_withdrawing(house: House, browse: Browse) -> None:
    scene.rule(house)
    scene.plain(house)
    scene.signed(house)
    client = browse("lead")
    assert client.post(address("retention_withdraw", "2031-1"), {"reason": ""}).status_code == 200
    answer = client.post(
        address("retention_withdraw", "2031-1"), {"reason": "Fel plan."}, follow=True
    )
    assert "lead tog tillbaka listan 3 februari 2031." in words(answer)
    assert "Fel plan." in words(answer)
    again = {"reason": "Planen är fel, läs den nya."}
    late = client.post(address("retention_withdraw", "2031-1"), again)
    assert late.status_code == 409
    assert "Listan är redan gallrad eller återtagen." in words(late)
    assert again["reason"] in words(late)


def test_the_register_is_searched_and_fetched(house: House, browse: Browse) -> None:
    scene.rule(house)
    report = scene.plain(house)
    other = scene.plain(house)
    Report.objects.filter(pk=other.pk).update(reported_unit=house.second)
    scene.gone(house)
    client = browse("quality")

    def found(**chosen: str) -> set[str]:
        rows = client.get(address("retention_register"), chosen).context["rows"]
        return {row.reference for row, *_ in rows}

    assert found() == {report.reference, other.reference}
    assert found(q=report.reference) == {report.reference}
    assert found(q="åkers") == {report.reference}
    assert found(q="ÅKERSENHETEN") == {report.reference}
    assert found(q="2031-1") == {report.reference, other.reference}
    assert found(q="finns inte") == set()
    assert found(ar="2031", slag=KIND) == {report.reference, other.reference}
    empty = words(client.get(address("retention_register"), {"q": "finns inte"}))
    assert "Inget stämmer med det du har valt" in empty
    assert browse("other_quality").get(address("retention_register")).context["rows"] == []
    answer = client.get(address("retention_excel"), {"q": "åkers"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        cells = book.read("xl/worksheets/sheet1.xml").decode()
    assert report.reference in cells
    assert other.reference not in cells
    assert scene.BASIS in cells
    event = Event.objects.get(verb="retention.export")
    assert '"rows":1' in event.keys


def test_an_empty_register_says_what_will_stand_there(house: House, browse: Browse) -> None:
    page = words(browse("quality").get(address("retention_register")))
    assert "Inget är gallrat ännu" in page


def test_a_kind_that_few_may_know_of(house: House, browse: Browse) -> None:
    """Lists and tombstones of a secret kind are seen by those who have its own right."""
    kind = record_kinds.kind(KIND)
    record_kinds.register(
        RecordKind(
            key="house.secret", label="Hemliga ärenden", noun="ärende", definite="ärendet",
            ended="avslutades", goes="Allt.", stays="Inget.", ready=kind.ready,
            visible=kind.visible, address=kind.address, dispose=lambda actor, now, key: Gone(),
            columns=Columns(unit="reported_unit_id"), right="lex_sarah.decide", answers=Role.SAS,
        )
    )  # fmt: skip
    try:
        scene.plain(house)
        with pytest.raises(Exception, match=r"retention\.edit|lex_sarah"):
            operations.set_rule(
                actor=house.actor("registrar", THEN), now=LATER, board_id=house.board.pk,
                kind="house.secret", keep_months=12, basis="planen", valid_from=THEN,
            )  # fmt: skip
        RetentionRule.objects.create(
            kind="house.secret", board=house.board, keep_months=12, basis="planen"
        )
        made = operations.propose(
            actor=house.actor("sas", THEN), now=LATER, board_id=house.board.pk, kind="house.secret"
        )
        assert Event.objects.get(verb="retention.propose").confidential
        page = address("retention_list_page", made.reference)
        for who, status in (("sas", 200), ("lead", 200), ("registrar", 404), ("quality", 404)):
            assert browse(who).get(page).status_code == status
            assert ("Hemliga ärenden" in words(browse(who).get(HOME))) is (status == 200)
    finally:
        record_kinds.unregister("house.secret")


def test_what_no_rule_reaches_is_counted(house: House, browse: Browse) -> None:
    """Old lex Sarah from a file: closed, under secrecy and without a case."""
    told = "har inget ärende och gallras därför inte"
    assert told not in words(browse("registrar").get(HOME))
    for _ in range(2):
        scene.plain(house, restricted=True)
    cased = scene.plain(house, restricted=True)
    cased.cases.create(kind="lex_sarah", reference="LS 1", path="/", opened_at=NOW, settled_at=NOW)
    for who in ("registrar", "sas", "lead"):
        assert f"2 avslutade rapporter med sekretess {told}" in words(browse(who).get(HOME))
    for who in ("quality", "other_registrar"):
        assert told not in words(browse(who).get(HOME))


def test_what_the_pages_cost(
    house: House, browse: Browse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The same, however many records and tombstones."""
    scene.rule(house)
    client = browse("registrar")

    def costs() -> list[int]:
        found = []
        for path in (HOME, address("retention_register"), page):
            client.get(path)
            with django_assert_num_queries(1000, exact=False) as seen:
                client.get(path)
            found.append(len(seen.captured_queries))
        return found

    scene.plain(house)
    scene.gone(house)
    page = address("retention_list_page", "2031-1")
    few = costs()
    for day in range(1, 8):
        scene.plain(house, closed_on=date(2025, 3, day))
    operations.propose(
        actor=house.actor("registrar", THEN), now=LATER, board_id=house.board.pk, kind=KIND
    )
    page = address("retention_list_page", "2031-2")
    many = costs()
    assert many[1:] == few[1:]
    assert abs(many[0] - few[0]) <= 1
