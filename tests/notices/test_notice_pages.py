"""The pages of notices and e-mail."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders

from hjulet.kernel import clock
from hjulet.notices import operations
from hjulet.notices.kinds import LetterStatus, Mode
from hjulet.notices.models import Letter, Notice, Preference
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account

NOW = clock.at(date(2025, 10, 6), 9)


@pytest.fixture
def kim(db: None) -> Account:
    return builders.account(Role.STAFF, builders.board())


@pytest.fixture
def page(kim: Account) -> Client:
    client = Client()
    client.force_login(kim)
    return client


def tell(account: Account, number: int, path: str = "/hjalp/") -> None:
    operations.tell(
        now=NOW, account_ids=[account.pk], kind="k", words=f"Ny: Sak {number}", path=path,
        once=f"x:{number}",
    )  # fmt: skip


def test_read_one_and_then_all(page: Client, kim: Account) -> None:
    for number in range(3):
        tell(kim, number)
    assert "3\N{NO-BREAK SPACE}olästa" in page.get(reverse("notice_list")).content.decode()
    first = Notice.objects.order_by("pk")[0]
    answer = page.get(reverse("notice_open", args=[first.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/hjalp/")
    assert Notice.objects.filter(read_at=None).count() == 2
    page.post(reverse("notice_read_all"))
    assert "Allt är läst" in page.get(reverse("notice_list")).content.decode()


def test_others_notices_do_not_exist(page: Client) -> None:
    tell(builders.account(None), 1)
    assert page.get(reverse("notice_open", args=[Notice.objects.get().pk])).status_code == 404


def test_no_notice_leads_out_of_the_house(page: Client, kim: Account) -> None:
    tell(kim, 1, "//example.org/")
    answer = page.get(reverse("notice_open", args=[Notice.objects.get().pk]))
    assert answer["Location"] == reverse("notice_list")


def test_many_notices_take_as_many_queries(
    page: Client, kim: Account, django_assert_max_num_queries: Any
) -> None:
    Notice.objects.bulk_create(
        Notice(account=kim, at=NOW, kind="k", words=f"Sak {number}", path="/", once=f"{number}")
        for number in range(2000)
    )
    page.get(reverse("notice_list"))
    with django_assert_max_num_queries(14):
        shown = page.get(reverse("notice_list"), {"sida": "2"}).content.decode()
    assert "Sak 1949" in shown
    assert "Sak 1950" not in shown
    assert page.get(reverse("notice_list"), {"sida": "x"}).status_code == 200


def test_choosing_how_letters_come(page: Client, kim: Account) -> None:
    page.post(reverse("notice_choose"), {"mode": "morning"})
    assert Preference.objects.get(account=kim).mode == Mode.MORNING
    wrong = page.post(reverse("notice_choose"), {"mode": "fax"})
    assert wrong.status_code == 200
    assert "Valet finns inte längre" in wrong.content.decode()


def test_the_mail_page_never_shows_the_password(settings: Any, db: None) -> None:
    settings.EMAIL_HOST_PASSWORD = "fyra hemliga ord"
    client = Client()
    client.force_login(builders.account(Role.SYSTEM_ADMIN))
    kim = builders.account(None, name="Kim Mottagare")
    tell(kim, 1)
    Letter.objects.update(status=LetterStatus.FAILED, tries=2, failure="Gick inte.")
    shown = client.get(reverse("mail_page")).content.decode()
    assert "fyra hemliga ord" not in shown
    assert "Finns, visas inte" in shown
    assert "Kim Mottagare" in shown
    assert "Gick inte." in shown
    letter = Letter.objects.get()
    client.post(reverse("mail_again", args=[letter.pk]))
    letter.refresh_from_db()
    assert letter.tries == 0
    assert client.post(reverse("mail_again", args=[9999])).status_code == 404


def test_a_trial_letter(db: None, mailoutbox: Any) -> None:
    client = Client()
    client.force_login(builders.account(Role.SYSTEM_ADMIN))
    answer = client.post(reverse("mail_trial"), follow=True)
    assert "Provmejlet är skickat" in answer.content.decode()
    assert len(mailoutbox) == 1
