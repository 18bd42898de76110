"""Sections: saving, history, who writes, and two people at once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from tests.annual_report import world as worlds
from tests.annual_report.world import NOW, World, figure, number, section, text

from hjulet.annual_report import operations, queries
from hjulet.annual_report.kinds import SectionStatus
from hjulet.annual_report.models import Section
from hjulet.documents.stored import StoredFormError
from hjulet.journal.models import Event
from hjulet.organisation.rules import NotAllowed


def save(world: World, one: Section, body: dict[str, Any], **changes: Any) -> Section:
    return operations.save_section(
        **{
            "actor": world.writer,
            "now": NOW,
            "section_id": one.pk,
            "version": one.version,
            "body": body,
            **changes,
        }
    )


def test_a_new_edition_has_the_sections_of_its_template(world: World) -> None:
    edition = world.open()
    titles = list(edition.sections.order_by("order").values_list("title", flat=True))
    assert titles[0] == "Inledning"
    assert {"Avvikelser", "Lex Sarah", "Egenkontroller", "Fokusområden nästa år"} <= set(titles)
    assert (edition.number, edition.status) == (1, "draft")
    assert world.open().number == 2


def test_every_text_of_the_template_can_be_saved_as_it_is(world: World) -> None:
    for one in world.open().sections.all():
        assert save(world, one, one.body).version == 2


def test_an_edition_needs_a_board_and_the_right(world: World) -> None:
    with pytest.raises(operations.NotABoard):
        operations.open_edition(
            actor=world.actor, now=NOW, template="sosfs", period_key="2023", unit_id=10**9
        )
    with pytest.raises(NotAllowed):
        operations.open_edition(
            actor=world.writer,
            now=NOW,
            template="sosfs",
            period_key="2023",
            unit_id=world.board.pk,
        )


def test_saving_moves_the_version_and_the_status(world: World) -> None:
    one = section(world.open())
    saved = save(world, one, text("Tre saker blev bättre."))
    assert (saved.version, saved.status) == (2, SectionStatus.UNDER_WAY)
    event = Event.objects.latest("seq")
    assert event.verb == "annual_report.change_section"
    assert "bättre" not in event.keys


def test_an_old_version_is_refused_and_nothing_is_lost(world: World) -> None:
    one = section(world.open())
    save(world, one, text("Först."))
    with pytest.raises(operations.StaleSection) as refusal:
        save(world, one, text("Sedan, men från den gamla sidan."))
    assert refusal.value.section.version == 2
    one.refresh_from_db()
    assert one.body == text("Först.")


def test_a_sitting_is_one_row_of_history_and_the_start_is_kept(world: World) -> None:
    one = section(world.open())
    start = one.body
    one = save(world, one, text("Ett."))
    one = save(world, one, text("Ett och två."), now=NOW + timedelta(minutes=5))
    one = save(world, one, text("Nästa dag."), now=NOW + timedelta(days=1))
    rows = list(one.history.order_by("version").values_list("version", "body"))
    assert rows == [(1, start), (3, text("Ett och två.")), (4, text("Nästa dag."))]


def test_restoring_is_a_new_version_and_takes_nothing_away(world: World) -> None:
    one = section(world.open())
    start = one.body
    one = save(world, one, text("Nytt."))
    back = operations.restore_section(
        actor=world.writer, now=NOW, section_id=one.pk, version=2, from_version=1
    )
    assert (back.version, back.body) == (3, start)
    assert list(one.history.order_by("version").values_list("version", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    "body",
    [
        figure("finns.inte"),
        number("finns.inte"),
        number("reports.types_by_unit", row="ingen-sådan"),
        number("reports.types_by_unit", period="sjuttonhundratalet"),
        number("reports.types_by_unit", count="ungefär"),
        figure("reports.types_by_unit", unit="999999"),
        figure("reports.types_by_unit", unit="²"),
        figure("reports.categories", period="0001-01-01..0001-12-31"),
        figure("reports.types_by_unit", commissioned="kanske"),
        figure("reports.types_by_unit", hemligt="ja"),
        {"type": "doc", "content": [{"type": "script", "content": []}]},
        text("halv \ud800 bokstav"),
        text("nolla \x00"),
        {"type": "doc", "content": "nej"},
        [],
        None,
    ],
)
def test_what_the_catalogue_or_the_form_does_not_know_is_refused(world: World, body: Any) -> None:
    one = section(world.open())
    with pytest.raises(StoredFormError):
        save(world, one, body)
    one.refresh_from_db()
    assert one.version == 1


def test_another_boards_unit_cannot_be_counted_in(world: World) -> None:
    one = section(world.open())
    with pytest.raises(StoredFormError):
        save(world, one, figure("reports.types_by_unit", unit=str(world.other_board.pk)))
    assert save(world, one, figure("reports.types_by_unit", unit=str(world.units[0].pk))).version


def test_only_writers_of_the_board_write(world: World) -> None:
    one = section(world.open())
    for account in (world.staff, world.stranger):
        actor = worlds.actor_for(account, worlds.clock.today())
        with pytest.raises(NotAllowed):
            save(world, one, text("Nej."), actor=actor)


def test_a_right_under_one_board_is_no_right_under_another(world: World) -> None:
    """Manager in one board and staff in the other: she writes in the first only."""
    from tests import builders

    builders.RoleAssignment.objects.create(
        account=world.stranger, unit=world.board, role=builders.Role.STAFF
    )
    both = worlds.actor_for(world.stranger, worlds.clock.today())
    assert both.board_ids == {world.board.pk, world.other_board.pk}
    with pytest.raises(NotAllowed):
        save(world, section(world.open()), text("Nej."), actor=both)
    assert not queries.editions(both).exists()


def test_sections_are_handed_out_to_writers_only(world: World) -> None:
    one = section(world.open())
    assert {account.pk for account in queries.writers(world.board.pk)} == {
        world.lead.pk,
        world.manager.pk,
    }
    with pytest.raises(operations.UnknownWriter):
        operations.assign_section(
            actor=world.actor, now=NOW, section_id=one.pk, account_id=world.staff.pk
        )
    operations.assign_section(
        actor=world.actor, now=NOW, section_id=one.pk, account_id=world.manager.pk
    )
    assert list(queries.unfinished_sections(world.writer)) == [one]
    with pytest.raises(NotAllowed):
        operations.assign_section(
            actor=world.writer, now=NOW, section_id=one.pk, account_id=world.lead.pk
        )


def test_last_years_text_stands_beside(world: World) -> None:
    old = section(world.open("2022"))
    new = section(world.open("2023"))
    assert queries.last_years(new) == old
    assert queries.last_years(old) is None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(transactional_db: None) -> None:
    world = worlds.build()
    one = section(world.open())
    writer = world.writer
    gate, outcomes = threading.Barrier(2), []

    def write(words: str) -> None:
        gate.wait()
        try:
            saved = operations.save_section(
                actor=writer, now=NOW, section_id=one.pk, version=1, body=text(words)
            )
            outcomes.append(saved.version)
        except operations.StaleSection as stale:
            outcomes.append(f"stale {stale.section.version}")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(word,)) for word in ("Ett", "Två")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["2", "stale 2"]
