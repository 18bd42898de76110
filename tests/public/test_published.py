"""What anybody may read."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.annual_report.conftest import quick_files, world
from tests.annual_report.world import NOW, World

from hjulet.annual_report import operations

__all__ = ["quick_files", "world"]

pytestmark = pytest.mark.usefixtures("quick_files")


def test_nothing_published_is_said(db: None, client: Client) -> None:
    answer = client.get(reverse("published_list"))
    assert answer.status_code == 200
    assert "Ingen berättelse är publicerad ännu" in answer.content.decode()


def test_a_published_report_is_open_to_all(world: World, client: Client) -> None:
    world.publish(world.open(), "namnden-2023")
    assert "namnden-2023" in client.get(reverse("published_list")).content.decode()
    answer = client.get(reverse("published_page", args=["namnden-2023"]))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "SN 2024/0007" in shown
    assert "Vilka rapporter som kom in" in shown
    assert shown.count('id="main"') == 1
    assert shown.count("<h1") == 1
    assert "style=" not in shown
    assert "<style" not in shown
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


def test_drafts_frozen_and_unknown_are_not_found(world: World, client: Client) -> None:
    edition = world.open()
    for slug in ("namnden-2023", "finns-inte"):
        assert client.get(reverse("published_page", args=[slug])).status_code == 404
    operations.freeze(actor=world.actor, now=NOW, edition_id=edition.pk)
    assert client.get(reverse("published_page", args=["namnden-2023"])).status_code == 404


def test_the_files_are_downloads(world: World, client: Client) -> None:
    world.publish(world.open(), "namnden-2023")
    pdf = client.get(reverse("published_file", args=["namnden-2023", "pdf"]))
    assert (pdf.content, pdf["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert "attachment" in pdf["Content-Disposition"]
    page = client.get(reverse("published_file", args=["namnden-2023", "html"]))
    assert page.content.decode().startswith("<!doctype html>")
    for name in ("exe", "json"):
        assert client.get(f"/publicerat/namnden-2023/kvalitetsberattelse.{name}").status_code == 404


def test_what_is_published_stays_when_reports_change(world: World, client: Client) -> None:
    world.publish(world.open(), "namnden-2023")
    address = reverse("published_page", args=["namnden-2023"])
    before = client.get(address).content
    builders.report(board=world.board, units=world.units, types=[builders.types()["deviation"]])
    assert client.get(address).content == before


def test_an_older_edition_points_at_the_newer(world: World, client: Client) -> None:
    edition = world.publish(world.open(), "namnden-2023")
    old = reverse("published_page", args=["namnden-2023"])
    new = operations.open_next(actor=world.actor, now=NOW, edition_id=edition.pk)
    assert "nyare utgåva" not in client.get(old).content.decode()
    world.publish(new, "namnden-2023-2")
    assert reverse("published_page", args=["namnden-2023-2"]) in client.get(old).content.decode()
    listed = client.get(reverse("published_list")).content.decode()
    assert old not in listed


def test_reading_takes_few_queries(
    world: World, client: Client, django_assert_max_num_queries: object
) -> None:
    world.publish(world.open(), "namnden-2023")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        client.get(reverse("published_page", args=["namnden-2023"]))


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_a_damaged_file_is_told_and_nothing_else_is_shown(
    world: World, client: Client, name: str
) -> None:
    edition = world.publish(world.open(), "namnden-2023")
    path = Path(settings.HJULET_HOME) / edition.files.get(format=name).path
    path.write_bytes(b"Skadad")
    address = (
        reverse("published_page", args=["namnden-2023"])
        if name == "html"
        else reverse("published_file", args=["namnden-2023", name])
    )
    for _ in range(2):  # first damaged, then gone
        answer = client.get(address)
        assert answer.status_code == 503
        assert "kan inte visas just nu" in answer.content.decode()
        assert "SN 2024/0007" in answer.content.decode()
        assert "Skadad" not in answer.content.decode()
        path.unlink(missing_ok=True)
