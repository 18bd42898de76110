"""Frozen means frozen: text, figures and files, whatever happens to the reports."""

import json
from datetime import date

import pytest
from django.urls import reverse
from tests import builders
from tests.annual_report.world import NOW, World, browser, number, section, text

from hjulet.annual_report import assembly, building, operations, queries
from hjulet.annual_report.kinds import EditionStatus
from hjulet.annual_report.models import Edition, EditionFile, FrozenFigure
from hjulet.annual_report.review import review
from hjulet.documents.build import FORMATS
from hjulet.journal.models import Event
from hjulet.kernel import clock

pytestmark = pytest.mark.usefixtures("quick_files")


def freeze(world: World, edition: Edition) -> Edition:
    return operations.freeze(actor=world.actor, now=NOW, edition_id=edition.pk)


def decide(world: World, edition: Edition) -> Edition:
    return operations.decide(
        actor=world.actor,
        now=NOW,
        edition_id=edition.pk,
        dnr="SN 2024/0007",
        paragraph="§ 12",
        on=date(2024, 2, 20),
    )


def one_more_report(world: World) -> None:
    builders.report(board=world.board, units=world.units[:1], types=[builders.types()["deviation"]])


def test_what_was_written_is_shown_when_somebody_froze_the_edition(world: World) -> None:
    edition = world.publish(world.open())
    one, sent = section(edition), {"body": json.dumps(text("Sent.")), "version": "1", "done": "1"}
    address = reverse("section_page", args=[edition.pk, one.pk])
    answer = browser(world.manager).post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Utgåvan är fryst" in page and "<p>Sent.</p>" in page and address in page


def test_a_figure_is_stored_for_every_reference(world: World) -> None:
    edition = world.open()
    used = {
        key
        for one in edition.sections.all()
        for _, key, _ in assembly.references(assembly.stored.parse(one.body))
    }
    freeze(world, edition)
    assert set(FrozenFigure.objects.values_list("key", flat=True)) == used
    assert used >= {"reports.types_by_unit", "reports.type_shares", "reports.causes"}


def test_new_reports_change_the_draft_and_not_the_frozen(world: World) -> None:
    draft, frozen = world.open(), world.open()
    frozen = freeze(world, frozen)
    before = assembly.of_edition(frozen)
    stored = {name: queries.stored_file(frozen, name) for name in FORMATS}
    draft_before = assembly.of_edition(draft).blocks
    one_more_report(world)
    assert assembly.of_edition(Edition.objects.get(pk=frozen.pk)) == before
    assert {name: queries.stored_file(frozen, name) for name in FORMATS} == stored
    assert assembly.of_edition(draft).blocks != draft_before


def test_the_decision_is_added_and_the_figures_stay(world: World) -> None:
    edition = freeze(world, world.open())
    one_more_report(world)
    blocks = assembly.of_edition(edition).blocks
    decided = decide(world, edition)
    after = assembly.of_edition(decided)
    assert after.blocks == blocks
    page = queries.stored_file(decided, "html").decode()
    assert "SN 2024/0007" in page
    assert "20 februari 2024, § 12" in page


def test_nothing_is_written_in_a_frozen_edition(world: World) -> None:
    edition = freeze(world, world.open())
    one = section(edition)
    with pytest.raises(operations.NotInThisState):
        operations.save_section(
            actor=world.actor, now=NOW, section_id=one.pk, version=1, body=text("Sent.")
        )
    for verb in (operations.freeze, operations.discard):
        with pytest.raises(operations.NotInThisState):
            verb(actor=world.actor, now=NOW, edition_id=edition.pk)


def test_a_save_while_the_files_are_built_is_in_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are built outside the lock: a text saved meanwhile must not be left out."""
    edition = world.open()
    one = section(edition)
    from hjulet.annual_report.operations import freezing

    slow, calls = freezing.build, []

    def build(document: object, formats: object) -> dict[str, bytes]:
        files = slow(document, formats)
        if not calls:
            operations.save_section(
                actor=world.writer, now=NOW, section_id=one.pk, version=1, body=text("I sista.")
            )
        calls.append(1)
        return files

    monkeypatch.setattr(freezing, "build", build)
    frozen = freeze(world, edition)
    assert len(calls) == 2
    assert "I sista." in queries.stored_file(frozen, "html").decode()


def test_publishing_asks_for_the_decision_and_gives_one_address(world: World) -> None:
    edition = freeze(world, world.open())
    publish = {"actor": world.actor, "now": NOW, "edition_id": edition.pk}
    with pytest.raises(operations.NotDecided):
        operations.publish(**publish, slug="namnden-2023")
    decide(world, edition)
    with pytest.raises(operations.BadAddress):
        operations.publish(**publish, slug="Nämnden 2023/../x")
    published = operations.publish(**publish, slug="namnden-2023")
    events = Event.objects.count()
    again = operations.publish(**publish, slug="namnden-2023")
    assert again.status == EditionStatus.PUBLISHED
    assert (again.published_at, Event.objects.count()) == (published.published_at, events)
    with pytest.raises(operations.NotInThisState):
        operations.publish(**publish, slug="en-annan")


def test_an_address_is_given_once(world: World) -> None:
    world.publish(world.open(), "namnden-2023")
    with pytest.raises(operations.AddressTaken):
        world.publish(world.open(), "namnden-2023")


def test_the_next_edition_starts_with_the_texts_and_counts_anew(world: World) -> None:
    edition = world.open()
    one = section(edition)
    operations.save_section(
        actor=world.actor, now=NOW, section_id=one.pk, version=1, body=number("reports.categories")
    )
    freeze(world, edition)
    one_more_report(world)
    new = operations.open_next(actor=world.actor, now=NOW, edition_id=edition.pk)
    assert (new.number, new.previous_id, new.status) == (2, edition.pk, "draft")
    assert section(new).body == number("reports.categories")
    old_text = assembly.of_edition(Edition.objects.get(pk=edition.pk)).blocks
    assert assembly.of_edition(new).blocks != old_text
    assert queries.last_years(section(new)) == section(edition)


def test_each_verb_is_one_event_in_the_journal(world: World) -> None:
    edition = world.publish(world.open())
    verbs = list(
        Event.objects.filter(subject_kind="edition", subject_id=str(edition.pk))
        .order_by("seq")
        .values_list("verb", flat=True)
    )
    assert verbs == [f"annual_report.{verb}" for verb in ("open", "freeze", "decide", "publish")]


def test_a_damaged_file_is_not_served(world: World) -> None:
    edition = freeze(world, world.open())
    file = EditionFile.objects.get(edition=edition, format="html")
    (building.Path(building.settings.HJULET_HOME) / file.path).write_bytes(b"annat")
    with pytest.raises(queries.Unreadable):
        queries.stored_file(edition, "html")


def test_the_review_shows_small_counts_and_no_shares(world: World) -> None:
    edition = world.open()
    with clock.fixed_at(NOW):
        found = review(edition, limit=5)
        none = review(edition, limit=1)
    assert found.problems == ()
    by_title = {figure.title: figure.cells for figure in found.small}
    cells = {(c.row, c.column): c.value for c in by_title["Rapporter efter typ och enhet"]}
    assert cells["Enhet A", "Lex Sarah"] == 1
    assert cells["Barn och unga", "Lex Sarah"] == 2
    assert all(0 < value < 5 for value in cells.values())
    assert none.small == ()


def test_the_review_names_typed_numbers_that_no_figure_has(world: World) -> None:
    edition = world.open()
    edition.sections.filter(key="summary").update(body=text("6 rapporter, inte 61 rapporter."))
    assert review(edition, limit=5).typed == (("Sammanfattning", "61 rapporter"),)


def test_the_review_names_headings_without_text(world: World) -> None:
    edition = world.open()
    found = review(edition, limit=5)
    assert ("Egenkontroller", "Så har vi arbetat") in found.bare
    assert ("Riskanalyser", "Det här ska vi göra") not in found.bare


def test_the_review_names_a_reference_that_no_longer_holds(world: World) -> None:
    edition = world.open()
    section(edition)
    edition.sections.filter(key="summary").update(body=number("reports.borta"))
    found = review(edition, limit=5)
    assert [where for where, _ in found.problems] == ["Sammanfattning"]
    with pytest.raises(assembly.BadReference):
        freeze(world, edition)
    edition.refresh_from_db()
    assert edition.status == EditionStatus.DRAFT
