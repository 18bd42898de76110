"""The list of cases: as an Excel file, with themes, and with what is late to be taken up."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.lex_sarah import scene
from tests.lex_sarah.scene import do
from tests.reports.house_of_two import DAY, House

from hjulet.calendar.models import Clock
from hjulet.journal.models import Event

Browse = Callable[..., Client]


def sheet_of(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_list_goes_out_to_excel_and_leaves_a_trace(house: House, browse: Browse) -> None:
    report = scene.reported(house, "Nattpasset var obemannat.")
    case = scene.decided(house, report, degree="serious")
    do(house, "change", case, other_board="Äldrenämnden", unexpected_death=True,
       theme_id=scene.theme().pk)  # fmt: skip
    answer = browse("sas").get(reverse("lex_sarah_excel"))
    rows = sheet_of(answer.content)
    told = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    for words in (case.reference, report.reference, "Åkersenheten", "Bemanning",
                  "allvarligt missförhållande", "Äldrenämnden"):  # fmt: skip
        assert words in told, words
    assert "Nattpasset" not in told
    row = Event.objects.order_by("-seq")[0]
    assert (row.verb, row.subject_kind, row.confidential) == (
        "read.exported", "lex_sarah_list", True,
    )  # fmt: skip
    assert json.loads(row.keys)["rows"] == 1


def test_it_holds_only_what_one_may_open(house: House, browse: Browse) -> None:
    scene.opened(house)
    own = scene.sent(house)
    content = browse("head").get(reverse("lex_sarah_excel")).content
    column = [row[0] for row in sheet_of(content)]
    assert [one for one in column if str(one).startswith("LS ")] == [own.reference]
    content = browse("other_sas").get(reverse("lex_sarah_excel")).content
    assert not any(str(row[0]).startswith("LS ") for row in sheet_of(content))
    for who in ("manager", "quality", "staff", "stranger", "admin"):
        assert browse(who).get(reverse("lex_sarah_excel")).status_code == 404


def test_rows_tell_the_theme_and_what_is_late(house: House, browse: Browse) -> None:
    case, waiting = scene.opened(house), scene.reported(house)
    do(house, "change", case, theme_id=scene.theme().pk)
    page = browse("sas").get(reverse("lex_sarah_list")).content.decode()
    assert "Bemanning" in page
    assert "Ska tas upp" in page
    clocks = Clock.objects.filter(subject_id=waiting.pk, ended_at__isnull=True)
    assert clocks.filter(kind__contains="lex_sarah").update(due_on=DAY - timedelta(days=3))
    page = browse("sas").get(reverse("lex_sarah_list")).content.decode()
    assert "3 dagar sen" in page
    assert "Ska tas upp" not in page
