"""The pages: the months, one month to judge and sign, and what stands there when it is signed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.log_review import scene
from tests.log_review.scene import DRAWN
from tests.reports.house_of_two import House

from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Scope
from hjulet.kernel.clock import at
from hjulet.log_review import operations, queries
from hjulet.log_review.figures import BY_MONTH
from hjulet.log_review.models import LogReview, SampleSize

Browse = Callable[..., Client]
LIST = "/loggkontroll/"


@pytest.fixture
def review(house: House) -> LogReview:
    """Three openings by the SAS and one by somebody who had no right, as far as one knows."""
    report = scene.secret(house)
    scene.opened(house, report, times=3)
    scene.opened(house, report, "manager")
    return scene.drawn(house)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def page(review: LogReview) -> str:
    return reverse("log_review_page", args=[review.pk])


def fill(review: LogReview, *verdicts: str, **more: str) -> dict[str, str]:
    """The page form with these verdicts in the order of the journal."""
    sent: dict[str, str] = {}
    for row, verdict in zip(review.openings.order_by("seq"), verdicts, strict=False):
        sent[f"o{row.pk}-verdict"] = verdict
        for name, words in more.items():
            sent[f"o{row.pk}-{name}"] = words
    return sent


def test_the_months_with_their_result(house: House, browse: Browse, review: LogReview) -> None:
    shown = text(browse("dpo").get(LIST))
    assert "Oktober 2025" in shown
    assert "4 av 4\xa0öppningar dragna · 4\xa0inte bedömda" in shown
    assert "1\xa0sak väntar" in shown
    scene.signed(house, review, "unclear")
    shown = text(browse("lead").get(LIST))
    assert "1\xa0oklar" in shown
    assert "Signerad av dpo" in shown
    assert "Inget väntar" in shown


def test_boards_see_their_own(house: House, browse: Browse, review: LogReview) -> None:
    other = browse("other_dpo")
    assert other.get(page(review)).status_code == 404
    assert page(review) not in text(other.get(LIST))
    foreign = LogReview.objects.get(board=house.other)
    assert other.get(page(foreign)).status_code == 200
    for who in ("sas", "quality", "admin", "manager", "staff"):
        assert browse(who).get(LIST).status_code == 404
        assert browse(who).get(page(review)).status_code == 404


def test_the_menu_counts_what_waits(house: House, browse: Browse, review: LogReview) -> None:
    assert LIST in text(browse("dpo").get("/"))
    assert LIST not in text(browse("sas").get("/"))
    assert queries.waiting_count(house.actor("dpo")) == 1
    scene.signed(house, review, "unjustified")
    assert queries.waiting_count(house.actor("dpo")) == 1
    wrong = review.openings.order_by("seq")[0]
    operations.follow_up(actor=house.actor("dpo"), now=DRAWN, opening_id=wrong.pk, text="Klart.")
    assert queries.waiting_count(house.actor("dpo")) == 0


def test_it_stands_in_the_work_list(browse: Browse, review: LogReview) -> None:
    assert "Loggkontroll för oktober 2025" in text(browse("dpo").get("/"))


def test_who_when_and_which_but_no_content(house: House, browse: Browse, review: LogReview) -> None:
    shown = text(browse("dpo").get(page(review)))
    row = review.openings.order_by("seq")[0]
    assert f"Rapport {row.reference}" in shown
    assert "14 oktober 2025 kl.\xa011.12" in shown
    assert "rätt genom rollen" in shown
    assert shown.count("Varken rollen eller en egen åtkomst") == 1
    assert "Ett brev gick till fel adress" not in shown
    assert reverse("report_page", args=[row.reference]) not in shown
    assert review.seed in shown
    assert "10 § lagen (2001:454)" in shown


def test_one_at_a_time_and_then_all(house: House, browse: Browse, review: LogReview) -> None:
    client, address = browse("dpo"), reverse("log_review_judge", args=[review.pk])
    first = review.openings.order_by("seq")[0]
    answer = client.post(address, fill(review, "justified"))
    assert answer["Location"] == f"{page(review)}#oppning-{first.pk}"
    assert "3\xa0öppningar är inte bedömda" in text(client.get(page(review)))
    all_of_them = fill(review, *["justified"] * 4)
    assert client.post(address, all_of_them)["Location"] == page(review)
    first.refresh_from_db()
    judged = first.judged_at
    assert "3 bedömningar är sparade" in text(client.get(page(review)))
    # Sent again nothing is changed, also not who said it.
    browse("lead").post(address, all_of_them)
    first.refresh_from_db()
    assert (first.judged_by, first.judged_at) == (house.people["dpo"], judged)


def test_faults_stand_beside_their_opening_and_nothing_typed_is_lost(
    browse: Browse, review: LogReview
) -> None:
    client = browse("dpo")
    sent = fill(review, "unjustified", "justified", done="Ett samtal.")
    answer = client.post(reverse("log_review_judge", args=[review.pk]), sent)
    shown = text(answer)
    assert answer.status_code == 200
    assert "En sak behöver rättas" in shown
    assert shown.count("Ett samtal.") == 2
    assert not review.openings.exclude(verdict="").exists()
    empty = client.post(
        reverse("log_review_judge", args=[review.pk]), fill(review, "", comment="?")
    )
    assert "Välj befogad, oklar eller obefogad." in text(empty)


def seen(shown: str) -> dict[str, str]:
    """What the page sends along about what stood there when it was made."""
    return dict(re.findall(r'name="(o\d+-seen)" value="(\w+)"', shown))


def test_two_reviewers_keep_what_the_other_said(
    house: House, browse: Browse, review: LogReview
) -> None:
    """The lead has an older page: she judges the second opening and has not touched the first."""
    scene.judged(house, review)
    lead, address = browse("lead"), reverse("log_review_judge", args=[review.pk])
    older = seen(text(lead.get(page(review))))
    assert len(older) == 4
    first, second, *_ = review.openings.order_by("seq")
    scene.judged(house, review, "unjustified")
    asked = DRAWN.date().isoformat()
    sent = {
        **older, **fill(review, *["justified"] * 4, asked_on=asked),
        f"o{second.pk}-comment": "Vikarie.",
    }  # fmt: skip
    # A fault of her own does not turn the first into something that she has changed.
    answer = lead.post(address, {**sent, f"o{second.pk}-asked_on": "2031-01-01"})
    assert text(answer).count("har bedömt öppningen") == 0
    again = {**sent, **seen(text(answer)), **fill(review, "unjustified", asked_on=asked,
             comment="Hade inget med ärendet att göra.", done="Samtal med chefen.")}  # fmt: skip
    for one in (sent, again):
        assert lead.post(address, one).status_code == 302
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.verdict, first.judged_by) == ("unjustified", house.people["dpo"])
        assert first.done == "Samtal med chefen."
        assert (second.comment, second.judged_by) == ("Vikarie.", house.people["lead"])


def test_who_is_overtaken_sees_what_stands_and_loses_nothing(
    house: House, browse: Browse, review: LogReview
) -> None:
    lead, address = browse("lead"), reverse("log_review_judge", args=[review.pk])
    older = seen(text(lead.get(page(review))))
    scene.judged(house, review, "unjustified")
    sent = {**older, **fill(review, "unclear", comment="Ska fråga.")}
    shown = text(lead.post(address, sent))
    first = review.openings.order_by("seq")[0]
    assert (first.verdict, first.judged_by) == ("unjustified", house.people["dpo"])
    assert shown.count("dpo har bedömt öppningen sedan du öppnade sidan") == 2  # summary, field
    assert "Hade inget med ärendet att göra." in shown
    assert "Ska fråga." in shown
    # Now she has seen it, and the others as they stand.
    others = fill(review, *["justified"] * 4, asked_on=DRAWN.date().isoformat())
    mine = {f"o{first.pk}-asked_on": "", **fill(review, "unclear", comment="Ska fråga.")}
    assert lead.post(address, {**others, **mine, **seen(shown)}).status_code == 302
    first.refresh_from_db()
    assert (first.verdict, first.comment) == ("unclear", "Ska fråga.")
    assert review.openings.filter(judged_by=house.people["dpo"]).count() == 3


def test_overtaken_in_the_last_moment(
    house: House, browse: Browse, review: LogReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the reading of the page and the lock: told as if it had been read later."""
    lead, address = browse("lead"), reverse("log_review_judge", args=[review.pk])
    sent = {**seen(text(lead.get(page(review)))), **fill(review, "unclear", comment="Ska fråga.")}
    judge = operations.judge

    def late(**given: Any) -> LogReview:
        monkeypatch.setattr(operations, "judge", judge)
        scene.judged(house, review)
        return judge(**given)

    monkeypatch.setattr(operations, "judge", late)
    shown = text(lead.post(address, sent))
    assert "dpo har bedömt öppningen sedan du öppnade sidan" in shown
    assert "Ska fråga." in shown
    assert review.openings.filter(verdict="justified").count() == 4


def test_signing_seals_the_page(house: House, browse: Browse, review: LogReview) -> None:
    client = browse("dpo")
    sign = reverse("log_review_sign", args=[review.pk])
    assert "inte bedömda" in text(client.post(sign, {"summary": ""}))
    scene.judged(house, review, "unclear")
    assert "Skriv vad granskningen visade." in text(client.post(sign, {"summary": ""}))
    assert client.post(sign, {"summary": "En fråga kvar."}).status_code == 302
    shown = text(client.get(page(review)))
    assert "En fråga kvar." in shown
    assert "<textarea" not in shown
    judge = reverse("log_review_judge", args=[review.pk])
    client.post(judge, fill(review, "justified"))
    assert "Månaden är signerad" in text(client.get(page(review)))
    review.refresh_from_db()
    assert review.summary == "En fråga kvar."


def test_what_is_written_for_a_signed_month_is_shown_back(
    house: House, browse: Browse, review: LogReview
) -> None:
    client = browse("dpo")
    scene.judged(house, review, "unclear")
    sign = reverse("log_review_sign", args=[review.pk])
    client.post(sign, {"summary": "En fråga kvar."})
    judge = reverse("log_review_judge", args=[review.pk])
    for address, sent, words in (
        (sign, {"summary": "En till, som ska frågas."}, "En till, som ska frågas."),
        (judge, fill(review, "unclear", comment="Fråga henne igen."), "Fråga henne igen."),
    ):
        late = client.post(address, sent)
        assert late.status_code == 409
        assert "Månaden är signerad" in text(late)
        assert words in text(late)
    review.refresh_from_db()
    assert review.summary == "En fråga kvar."


def test_an_empty_month_is_signed(house: House, browse: Browse) -> None:
    empty = scene.drawn(house)
    client = browse("dpo")
    assert "Ingen öppnade något med sekretess" in text(client.get(page(empty)))
    client.post(reverse("log_review_sign", args=[empty.pk]))
    assert "Inga öppningar" in text(client.get(LIST))
    empty.refresh_from_db()
    assert empty.status == "signed"


def test_ones_own_opening_has_no_form(house: House, browse: Browse) -> None:
    report = scene.secret(house)
    scene.let_in(house, report, "dpo")
    scene.opened(house, report, "dpo")
    review = scene.drawn(house)
    client = browse("dpo")
    shown = text(client.get(page(review)))
    assert "Det är din egen öppning" in shown
    assert "En är din egen" in shown
    client.post(reverse("log_review_judge", args=[review.pk]), fill(review, "justified"))
    assert not review.openings.exclude(verdict="").exists()
    scene.signed(house, review, "unjustified", who="lead")
    assert "Någon annan skriver hur det gick" in text(client.get(page(review)))
    own = review.openings.get()
    address = reverse("log_review_follow_up", args=[review.pk, own.pk])
    assert client.post(address, {"follow_up": "Inget."}).status_code == 404


def test_what_was_wrong_is_followed_up(house: House, browse: Browse, review: LogReview) -> None:
    scene.signed(house, review, "unjustified")
    wrong, right, *_ = review.openings.order_by("seq")
    client = browse("lead")
    address = reverse("log_review_follow_up", args=[review.pk, wrong.pk])
    assert "att följa upp" in text(client.get(LIST))
    assert "Skriv hur det gick." in text(client.post(address, {"follow_up": ""}))
    answer = client.post(address, {"follow_up": "Rollen är borttagen."})
    assert answer["Location"] == f"{page(review)}#oppning-{wrong.pk}"
    assert "Rollen är borttagen." in text(client.get(page(review)))
    other = reverse("log_review_follow_up", args=[review.pk, right.pk])
    assert client.post(other, {"follow_up": "x"}).status_code == 404
    assert browse("other_dpo").post(address, {"follow_up": "x"}).status_code == 404


def test_how_many_are_drawn(house: House, browse: Browse) -> None:
    client = browse("lead")
    address = reverse("log_review_size", args=[house.board.pk])
    assert "Välj ett tal från 1 till 200." in text(client.post(address, {"size": "0"}))
    client.post(address, {"size": "25"})
    assert SampleSize.objects.get().size == 25
    assert 'value="25"' in text(client.get(LIST))
    elsewhere = reverse("log_review_size", args=[house.other.pk])
    assert client.post(elsewhere, {"size": "2"}).status_code == 404


def test_the_figure_counts_what_the_pages_say(house: House, review: LogReview) -> None:
    scope = Scope(parse_period("2025"), house.unit.pk, "Åkersenheten")
    nobody_yet = catalogue.compute(BY_MONTH, scope, DRAWN)
    assert nobody_yet.lede == "0\xa0öppningar av 4 är granskade under 2025."
    scene.judged(house, review, "unclear", "unjustified")
    figure = catalogue.compute(BY_MONTH, scope, DRAWN)
    assert [row.key for row in figure.rows] == ["2025-10", "total"]
    assert figure.rows[0].cells == figure.rows[1].cells == (4, 4, 2, 1, 1, 0)
    assert figure.cell("total", "unjustified") == 1
    assert figure.lede == ("4\xa0öppningar av 4 är granskade under 2025. 1\xa0var obefogad.")
    other = catalogue.compute(BY_MONTH, Scope(scope.period, house.other.pk, "x"), DRAWN)
    assert other.cell("total", "drawn") == 0
    assert other.lede == "Ingen öppnade något med sekretess under 2025."
    before = catalogue.compute(BY_MONTH, Scope(parse_period("2024")), DRAWN)
    assert before.lede == "Ingen månad är dragen under 2024."


def test_the_same_queries_however_many(
    house: House, browse: Browse, review: LogReview, django_assert_num_queries: Any
) -> None:
    client = browse("dpo")
    for address in (LIST, page(review)):
        client.get(address)
    operations.draw(now=at(date(2027, 6, 2)))
    scene.opened(house, scene.secret(house), times=12, now=at(date(2027, 6, 5)))
    operations.draw(now=at(date(2027, 7, 2)))
    late = LogReview.objects.get(board=house.board, month=date(2027, 6, 1))
    assert LogReview.objects.filter(board=house.board).count() == 21
    with django_assert_num_queries(16):
        client.get(LIST)
    with django_assert_num_queries(13):
        client.get(page(late))


def test_old_months_stand_on_further_pages(house: House, browse: Browse) -> None:
    scene.drawn(house)
    operations.draw(now=at(date(2028, 3, 2)))
    client = browse("dpo")
    assert "sida=2" in text(client.get(LIST))
    assert "Oktober 2025" in text(client.get(LIST, {"sida": "2"}))
    assert client.get(LIST, {"sida": "x"}).status_code == 200


def test_what_is_shown_is_what_was_known_when_it_was_drawn(
    house: House, browse: Browse, review: LogReview
) -> None:
    house.people["sas"].assignments.all().delete()
    assert "rätt genom rollen" in text(browse("dpo").get(page(review)))
