"""The words of the scales: what was done keeps the words that it was done with."""

from collections.abc import Callable
from importlib import import_module

from django.apps import apps
from django.test import Client
from django.urls import reverse
from tests.reports.house_of_two import NOW, House
from tests.reports.investigating import do, opened

from hjulet.reports import operations
from hjulet.reports.models import InvestigationVersion, ScaleStep
from hjulet.reports.queries import investigations as queries

Browse = Callable[..., Client]


def rename(house: House, scale: str, value: int, name: str) -> str:
    """The words before."""
    step = ScaleStep.objects.get(scale=scale, value=value)
    operations.change_scale_step(
        actor=house.actor("quality"), now=NOW, step_id=step.pk, name=name, description=""
    )
    return step.name


def test_other_words_leave_what_is_done_as_it_was(house: House, browse: Browse) -> None:
    done, draft = opened(house), opened(house)
    do(house, "save", draft)
    do(house, "finish", done)
    before = rename(house, "consequence", 2, "Helt andra ord")
    actor = house.actor("manager")
    assert queries.detail_of(actor, done).steps_in_words["consequence"] == f"2 – {before}"
    assert queries.detail_of(actor, draft).steps_in_words["consequence"] == "2 – Helt andra ord"
    page = browse("manager").get(reverse("investigation_page", args=[done.reference]))
    shown = page.content.decode()
    assert shown.count(f"2 – {before}") == 2  # as it reads, and sealed
    assert "Helt andra ord" not in shown
    do(house, "return", done, "quality")
    do(house, "finish", done)
    words = [row.fields["words"]["consequence"] for row in done.versions.order_by("number")]
    assert words == [f"2 – {before}", "2 – Helt andra ord"]


def test_what_was_sealed_before_gets_the_words_of_today(house: House) -> None:
    found = opened(house)
    do(house, "finish", found)
    row = InvestigationVersion.objects.get()
    words = row.fields.pop("words")
    row.save()
    gone = InvestigationVersion.objects.create(investigation=found, number=2, at=NOW, fields={})
    fill = import_module("hjulet.reports.migrations.0011_words_of_the_scales").fill
    fill(apps, None)
    row.refresh_from_db()
    gone.refresh_from_db()
    assert row.fields["words"] == words
    assert words["likelihood"].startswith("3 – ")
    assert gone.fields == {}
