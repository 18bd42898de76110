"""Other titles for a draft and its sections; what is frozen keeps its own."""

import pytest
from django.urls import reverse
from tests.annual_report.world import NOW, World, browser

from hjulet.annual_report import operations
from hjulet.annual_report.models import Edition, Section
from hjulet.journal.models import Event
from hjulet.organisation.rules import NotAllowed

pytestmark = pytest.mark.usefixtures("quick_files")


def test_the_title_of_a_draft_is_changed_on_its_page(world: World) -> None:
    edition, client = world.open(), browser(world.lead)
    address = reverse("edition_rename", args=[edition.pk])
    assert address in client.get(reverse("edition_page", args=[edition.pk])).content.decode()
    page = client.post(address, {"title": "Så arbetade vi  med kvalitet"}, follow=True)
    assert "Så arbetade vi med kvalitet" in page.content.decode()
    assert Edition.objects.get().title == "Så arbetade vi med kvalitet"
    assert Event.objects.filter(verb="annual_report.rename").count() == 1


def test_a_section_gets_another_heading_and_keeps_its_text(world: World) -> None:
    section = world.open().sections.order_by("order")[0]
    args = [section.edition_id, section.pk]
    page = browser(world.lead).post(
        reverse("section_rename", args=args), {"title": "Kort om året"}, follow=True
    )
    assert "Kort om året" in page.content.decode()
    changed = Section.objects.get(pk=section.pk)
    assert (changed.title, changed.body, changed.key) == (
        "Kort om året", section.body, section.key
    )  # fmt: skip


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "Om 19121212-1212"])
def test_bad_titles_are_told_and_kept_in_the_form(world: World, title: str) -> None:
    edition = world.open()
    with pytest.raises(operations.BadTitle):
        operations.rename_edition(actor=world.actor, now=NOW, edition_id=edition.pk, title=title)
    page = browser(world.lead).post(reverse("edition_rename", args=[edition.pk]), {"title": title})
    assert page.status_code == 200
    assert 'href="#id_title"' in page.content.decode()
    assert title.strip() in page.content.decode()
    assert Edition.objects.get().title == edition.title


def test_writers_and_readers_change_no_titles(world: World) -> None:
    edition = world.open()
    with pytest.raises(NotAllowed):
        operations.rename_edition(actor=world.writer, now=NOW, edition_id=edition.pk, title="A")
    for who in (world.manager, world.staff, world.stranger):
        client = browser(who)
        assert client.get(reverse("edition_rename", args=[edition.pk])).status_code == 404


def test_what_is_frozen_keeps_its_title(world: World) -> None:
    edition = world.publish(world.open())
    section = edition.sections.order_by("order")[0]
    with pytest.raises(operations.NotInThisState):
        operations.rename_edition(actor=world.actor, now=NOW, edition_id=edition.pk, title="A")
    with pytest.raises(operations.NotInThisState):
        operations.rename_section(actor=world.actor, now=NOW, section_id=section.pk, title="A")
