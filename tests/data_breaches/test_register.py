"""The register: what is listed, what is taken out, and what is not shown of what is secret."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.data_breaches import scene
from tests.data_breaches.test_pages import address, text
from tests.reports.house_of_two import NOW, House

from hjulet.journal.models import Event

Browse = Callable[..., Client]
pytestmark = pytest.mark.django_db


def test_the_register_is_narrowed(house: House, browse: Browse) -> None:
    client = browse("dpo")
    notified, kept = scene.notified(house), scene.decided(house, notify=False)
    begun = scene.opened(house, kind="lost")

    def shown(**chosen: str) -> set[str]:
        rows = client.get(address("list"), chosen).context["rows"]
        return {row["incident"].reference for row in rows}

    every = {notified.reference, kept.reference, begun.reference}
    assert shown() == every
    assert shown(anmald="ja") == {notified.reference}
    assert shown(anmald="nej") == {kept.reference}
    assert shown(anmald="obeslutad", slag="lost") == {begun.reference}
    assert shown(lage="avslutade") == set()
    assert shown(ar="2025", lage="oppna") == every
    assert "Anmäls inte: Det finns en risk." in text(client.get(address("list")))
    assert "Valet finns inte" in text(client.get(address("list"), {"slag": "x"}))


def test_how_many_are_not_shown(house: House, browse: Browse) -> None:
    scene.opened(house)
    for said in ("1 incident visas inte, eftersom en rapport i den har sekretess.",
                 "2 incidenter visas inte, eftersom en rapport i dem har sekretess."):  # fmt: skip
        scene.opened(house, scene.reported(house, "data_breach", "lex_sarah", who="sas"))
        assert said in text(browse("quality").get(address("list")))


def test_pages_of_the_register(house: House, browse: Browse) -> None:
    client = browse("dpo")
    for number in range(53):
        scene.opened(house, discovered_at=NOW - timedelta(minutes=number // 2))
    first = client.get(address("list"))
    second = client.get(first.context["older"])
    listed = [row["incident"].pk for answer in (first, second) for row in answer.context["rows"]]
    assert len(listed) == len(set(listed)) == 53
    back = client.get(second.context["newer"])
    assert [row["incident"].pk for row in back.context["rows"]] == listed[:50]
    assert back.context["newer"] == ""


def test_excel_holds_the_whole_register(house: House, browse: Browse) -> None:
    incident = scene.notified(house, complete=False)
    scene.do(house, "save", incident, contents=scene.changed(what_happened="=1+1"))
    secret = scene.reported(house, "data_breach", "lex_sarah", who="sas")
    scene.opened(house, secret)
    answer = browse("dpo").get(address("excel"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    head, *found = rows.to_python()
    by = [dict(zip(head, row, strict=True)) for row in found]
    row = next(one for one in by if one["referens"] == incident.reference)
    assert (row["anmäls"], row["inom 72 timmar"], row["Vad hände?"]) == ("ja", "ja", "=1+1")
    event = Event.objects.get(verb="read.exported")
    assert (event.confidential, '"rows":2' in event.keys.replace(" ", "")) == (True, True)
    answer = browse("quality").get(address("excel"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    assert len(rows.to_python()) == 2


def test_the_register_holds_nothing_written_of_what_is_secret(house: House, browse: Browse) -> None:
    """The list asks for no second factor and leaves no line in the journal."""
    secret = scene.reported(house, "data_breach", "lex_sarah", who="sas")
    for report in (scene.reported(house), secret):
        incident = scene.filled(house, report)
        reason = f"Kvicksilver i {incident.reference}."
        scene.do(house, "decide", incident, notify=False, reason=reason)
    for who in ("dpo", "lead"):
        listed = text(browse(who).get(address("list")))
        assert "Anmäls inte: Kvicksilver i PUI 2025-1." in listed
        assert address("page", "2025-2") in listed
        assert "Kvicksilver i PUI 2025-2" not in listed
        assert "Sekretess" in listed
    assert not Event.objects.filter(verb__startswith="read.").exists()
