"""The pages: what they show, and that a refusal lands beside its field with nothing lost."""

from datetime import date

import pytest
from django.test import Client
from tests import builders

from hjulet.kernel import clock
from hjulet.organisation import operations
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account, RoleAssignment, Unit
from hjulet.organisation.types import SYSTEM

pytestmark = pytest.mark.django_db
NOW = clock.at(date(2025, 3, 3), 9)


@pytest.fixture
def board() -> Unit:
    return builders.board()


@pytest.fixture
def admin(board: Unit, client: Client) -> Account:
    account = builders.account(Role.SYSTEM_ADMIN, None, name="Åsa Admin")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return account


def test_tree_of_another_day(client: Client, admin: Account, board: Unit) -> None:
    first, second = builders.department(board, "Barn"), builders.department(board, "Vuxna")
    unit = builders.unit(name="Enhet 1", parent=first)
    operations.move_unit(
        actor=SYSTEM, now=NOW, unit_id=unit.pk, parent_id=second.pk, from_day=date(2025, 1, 1)
    )
    before = client.get("/organisation/", {"dag": "2024-12-31"}).content.decode()
    after = client.get("/organisation/", {"dag": "2025-01-01"}).content.decode()
    assert before.index("Enhet 1") < before.index("Vuxna")
    assert after.index("Enhet 1") > after.index("Vuxna")
    assert "31 december 2024" in before


def test_history_is_shown(client: Client, admin: Account, board: Unit) -> None:
    operations.change_unit(
        actor=SYSTEM, now=NOW, unit_id=board.pk, name="Omsorgsnämnden", from_day=date(2025, 1, 1)
    )
    page = client.get(f"/organisation/enhet/{board.pk}/").content.decode()
    assert "Till 31 december 2024" in page
    assert "Från 1 januari 2025" in page


def test_refusal_stands_beside_the_field_and_keeps_what_was_typed(
    client: Client, admin: Account, board: Unit
) -> None:
    builders.department(board, "Barn")
    answer = client.post(
        "/organisation/enhet/ny/", {"name": "barn", "kind": "department", "parent": board.pk}
    )
    assert "redan något som heter Barn" in str(answer.context["form"].errors["name"])
    assert 'value="barn"' in answer.content.decode()


def test_unit_is_added_moved_and_ended_by_the_pages(
    client: Client, admin: Account, board: Unit
) -> None:
    one, two = builders.department(board, "Ett"), builders.department(board, "Två")
    client.post(
        "/organisation/enhet/ny/",
        {"name": "Enhet", "kind": "unit", "parent": one.pk, "legal_basis": "SoL"},
    )
    unit = Unit.objects.get(name="Enhet")
    path = f"/organisation/enhet/{unit.pk}"
    assert (
        client.post(f"{path}/flytta/", {"parent": two.pk, "from_day": "2025-01-01"}).status_code
        == 302
    )
    assert client.post(f"{path}/avsluta/", {"last_day": "2025-06-30"}).status_code == 302
    spans = list(unit.placements.order_by("id").values_list("parent_id", "valid_from", "valid_to"))
    assert spans == [
        (one.pk, None, date(2024, 12, 31)),
        (two.pk, date(2025, 1, 1), date(2025, 6, 30)),
    ]


def test_first_password_by_a_link_that_is_shown_once(client: Client, admin: Account) -> None:
    client.post("/organisation/personer/ny/", {"name": "Bo Ek", "email": "bo@example.org"})
    bo = Account.objects.get(email="bo@example.org")
    page = client.post(f"/organisation/personer/{bo.pk}/lank/")
    link = page.context["link"]
    assert link in page.content.decode()
    assert client.get(f"/organisation/personer/{bo.pk}/").context["link"] == ""
    other = Client()
    form = other.get(link.replace("http://testserver", ""), follow=True)
    words = "tre ord och ett"
    other.post(form.redirect_chain[-1][0], {"password1": words, "password2": words})
    assert other.post("/konto/login/", {"login": bo.email, "password": words}).status_code == 302
    again = client.post(f"/organisation/personer/{bo.pk}/lank/")
    assert again.context["link"] == ""
    assert "redan loggat in" in again.content.decode()


def test_role_is_given_and_ended(client: Client, admin: Account, board: Unit) -> None:
    bo = builders.account(None)
    path = f"/organisation/personer/{bo.pk}/roll/"
    answer = client.post(path, {"role": "sas", "unit": ""})
    assert "Välj vilken del" in str(answer.context["form"].errors["unit"])
    assert client.post(path, {"role": "sas", "unit": board.pk}).status_code == 302
    role = RoleAssignment.objects.get(account=bo)
    assert client.post(f"{path}{role.pk}/avsluta/", {"last_day": "2025-06-30"}).status_code == 302
    role.refresh_from_db()
    assert role.valid_to == date(2025, 6, 30)


def test_search_knows_swedish_letters_in_any_case(client: Client, admin: Account) -> None:
    builders.account(None, name="Örjan Älv")
    builders.account(None, name="Orjan Alv")
    found = client.get("/organisation/personer/", {"q": "ÄLV öR"}).context["rows"]
    assert [row["person"].name for row in found] == ["Örjan Älv"]


def test_pages_of_people_hold_everybody_once(client: Client, admin: Account) -> None:
    for number in range(120):
        builders.account(None, name=f"Person {number}")
    seen: list[int] = []
    address = "/organisation/personer/"
    while address:
        page = client.get(address)
        seen += [row["person"].pk for row in page.context["rows"]]
        address = page.context["next_url"]
    assert len(seen) == len(set(seen)) == Account.objects.count() == 121


def test_number_of_queries_does_not_grow_with_people(
    client: Client, admin: Account, board: Unit, django_assert_max_num_queries: object
) -> None:
    for _ in range(30):
        builders.account(Role.STAFF, board, home=board)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get("/organisation/personer/")


def test_her_own_role_is_refused_beside_the_field(
    client: Client, admin: Account, board: Unit
) -> None:
    path = f"/organisation/personer/{admin.pk}/roll/"
    answer = client.post(path, {"role": Role.SAS, "unit": board.pk, "valid_from": "2025-03-01"})
    assert "inte ge dig själv en roll" in str(answer.context["form"].errors["role"])
    assert RoleAssignment.objects.count() == 1


def test_new_readers_stand_on_the_start_page(client: Client, board: Unit) -> None:
    quality = builders.account(Role.QUALITY_TEAM, board)
    client.force_login(quality, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Nya behörigheter" not in client.get("/").content.decode()
    for number in range(10):
        operations.give_role(
            actor=SYSTEM,
            now=clock.now(),
            account_id=builders.account(None, name=f"Bo Berg {number}").pk,
            role=Role.SAS,
            unit_id=board.pk,
        )
    page = client.get("/").content.decode()
    assert "Nya behörigheter" in page
    assert "Bo Berg 9" in page
    assert "Och två till" in page
