"""Reports with secrecy open only with a second factor, and nothing typed is lost on the way."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.security.city import SECRET, WORD, City

from hjulet.journal.models import Event
from hjulet.reports import operations as reports
from hjulet.reports.access import UNTOLD
from hjulet.reports.models import Assessment, ReportCorrection

Browse = Callable[..., Client]
HERE = {"HTTP_ORIGIN": "http://testserver"}
TEXT = "Det är tydligare så här."
ASK = "/konto/sekretess/"


@pytest.fixture(autouse=True)
def _asked_for(settings: Any) -> None:
    settings.CONFIDENTIAL_MFA = True


def confirm(client: Client, town: City, who: str = "sas") -> Client:
    """As when the code has been right."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(town.house.people[who].pk)
    session.save()
    return client


def opened() -> int:
    return Event.objects.filter(verb__startswith="read.").count()


def page_of(town: City) -> str:
    return reverse("report_page", args=[town.secret.reference])


def test_a_page_asks_first_and_opens_then(town: City, browse: Browse) -> None:
    client = browse("sas")
    answer = client.get(page_of(town))
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{ASK}?next=")
    assert "no-store" in answer["Cache-Control"]
    assert SECRET not in answer.content.decode()
    assert opened() == 0
    shown = confirm(client, town).get(page_of(town))
    assert SECRET in shown.content.decode()
    assert opened() == 1


def test_reports_without_secrecy_open_as_before(town: City, browse: Browse) -> None:
    address = reverse("report_page", args=[town.open.reference])
    for who in ("sas", "quality", "manager", "staff"):
        assert browse(who).get(address).status_code == 200, who


def test_a_summary_and_ones_own_text_ask_nothing(town: City, browse: Browse) -> None:
    for who in ("manager", "staff"):
        assert browse(who).get(page_of(town)).status_code == 200, who


def test_who_may_not_see_it_hears_of_no_factor(town: City, browse: Browse) -> None:
    for who in ("other_sas", "admin", "second_manager", "nobody"):
        assert browse(who).get(page_of(town)).status_code == 404, who


def test_who_was_let_in_needs_it_too(town: City, browse: Browse) -> None:
    reports.grant_access(
        actor=town.house.actor("sas"),
        now=town.secret.received_at,
        report_id=town.secret.pk,
        account_id=town.house.people["other_staff"].pk,
    )
    client = browse("other_staff")
    assert client.get(page_of(town)).status_code == 302
    assert confirm(client, town, "other_staff").get(page_of(town)).status_code == 200


def test_attachments_and_excel_ask_too(town: City, browse: Browse) -> None:
    addresses = (reverse("attachment", args=[town.attachment.pk]), reverse("report_export"))
    client = browse("sas")
    for address in addresses:
        assert client.get(address)["Location"].startswith(ASK), address
    assert opened() == 0
    confirm(client, town)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        for close in answer._resource_closers:
            close()
    assert browse("quality").get(addresses[1]).status_code == 200


def test_lists_and_search_hold_nothing_secret_before(town: City, browse: Browse) -> None:
    client = browse("sas")
    listed = reverse("report_list")
    for address in ("/", listed, f"{listed}?q={WORD}"):
        assert WORD not in client.get(address).content.decode().replace(f'value="{WORD}"', "")
    assert town.secret.reference in client.get(listed).content.decode()
    assert town.secret.reference not in client.get(listed, {"q": WORD}).content.decode()
    confirm(client, town)
    assert UNTOLD in client.get(listed).content.decode()
    assert town.secret.reference in client.get(listed, {"q": WORD}).content.decode()


SENT: list[tuple[str, dict[str, Any]]] = [
    ("report_assess", {"do": "seal", "expected": "1", "comment": TEXT}),
    ("report_close", {"reason": TEXT}),
    ("report_correct", {"field": "received_on", "on": "2025-10-01", "words": TEXT}),
    ("report_grant", {"email": "manager@example.org", "words": TEXT}),
    ("report_notify", {"authority": "ivo", "on": "2025-10-14", "words": TEXT}),
]


@pytest.mark.parametrize(("name", "sent"), SENT)
def test_a_form_changes_nothing_and_loses_nothing(
    town: City, browse: Browse, name: str, sent: dict[str, Any]
) -> None:
    client = browse("sas")
    address = reverse(name, args=[town.secret.reference])
    events, assessed = Event.objects.count(), Assessment.objects.count()
    answer = client.post(address, sent, **HERE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Ärendet är sekretessbelagt" in page
    assert f'href="{ASK}" target="_blank"' in page
    assert TEXT in page
    assert SECRET not in page
    assert (Event.objects.count(), Assessment.objects.count()) == (events, assessed)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    del fields["csrfmiddlewaretoken"]
    assert fields == sent | {"held": "1"}
    again = confirm(client, town).post(address, fields, **HERE)
    assert again.status_code in (200, 302)
    assert Event.objects.count() > events


def test_a_form_from_elsewhere_is_led_to_the_code(town: City, browse: Browse) -> None:
    client, address = browse("sas"), reverse("report_correct", args=[town.secret.reference])
    answer = client.post(address, {"field": "received_on", "on": "2025-10-01"})
    assert answer["Location"].startswith(ASK)
    assert not ReportCorrection.objects.exists()


def test_a_draft_that_saves_itself_is_told_in_words(town: City, browse: Browse) -> None:
    answer = browse("sas").post(
        reverse("report_assess", args=[town.secret.reference]),
        {"do": "autosave", "comment": TEXT},
        HTTP_SEC_FETCH_DEST="empty",
        **HERE,
    )
    assert answer.status_code == 422
    assert "andra faktor" in answer.json()["message"]


def test_htmx_goes_where_the_page_would(town: City, browse: Browse) -> None:
    client, htmx = browse("sas"), {"HTTP_HX_REQUEST": "true", "HTTP_SEC_FETCH_DEST": "empty"}
    here = f"http://testserver{page_of(town)}"
    answer = client.get(page_of(town), HTTP_HX_CURRENT_URL=here, **htmx)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer["HX-Redirect"].startswith(f"{ASK}?next=http%3A%2F%2Ftestserver")
    assert client.get(answer["HX-Redirect"]).status_code == 200
    kept = client.post(
        reverse("report_close", args=[town.secret.reference]), {"reason": TEXT}, **htmx, **HERE
    )
    assert (kept.status_code, kept["HX-Retarget"]) == (200, "body")
    assert TEXT in kept.content.decode()
