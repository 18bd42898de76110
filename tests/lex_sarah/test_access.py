"""What an attacker tries: guessed addresses, other boards, managers, lists, files, notices."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import builders
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do, fresh
from tests.reports.house_of_two import DAY, House

from hjulet.calendar import operations as calendar
from hjulet.calendar import queries as calendar_queries
from hjulet.files.types import Prepared
from hjulet.journal.models import Event
from hjulet.lex_sarah import operations
from hjulet.lex_sarah.kinds import StepKind
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.web.urls import urlpatterns
from hjulet.notices.models import Letter, Notice
from hjulet.organisation.models import RoleAssignment
from hjulet.organisation.rules import NotAllowed

Browse = Callable[..., Client]
SECRET = "kvicksilverblandades"
OUTSIDE = (
    "staff", "manager", "second_manager", "quality", "dpo", "admin", "member", "registrar",
    "stranger", "lead", "other_sas", "other_quality", "other_investigator", "other_staff",
    "nobody",
)  # fmt: skip


@pytest.fixture
def case(house: House) -> Case:
    """A closed case with the secret word in every text, one attachment and one of each row."""
    report = scene.reported(
        house,
        f"Sömnmedlet {SECRET}.",
        attachments=[Prepared(f"{SECRET}.txt", "text/plain", SECRET.encode())],
    )
    made = scene.opened(house, report)
    do(house, "assign", made, account_id=house.people["investigator"].pk)
    do(house, "change", made, other_board=SECRET, private_provider=SECRET)
    texts = {name: SECRET for name in scene.REPORT if name not in ("received_on", "service")}
    scene.recorded(house, made, **texts)
    scene.investigated(house, made, **dict.fromkeys(scene.INVESTIGATION, SECRET))
    do(house, "send", made, decider_id=house.people["head"].pk, reason=SECRET)
    do(house, "decide", made, "head", degree="serious", position=SECRET,
       expected=fresh(made).revision)  # fmt: skip
    note = scene.notify(house, made, what=SECRET, reference=SECRET)
    do(house, "note_answer", made, notification_id=note.pk, answered_on=DAY, answer=SECRET)
    do(house, "inform", made, receiver="reporter", on=DAY, way="phone", what=SECRET)
    return fresh(made)


def every_address(case: Case, report_id: int, account_id: int) -> list[str]:
    """Every address of the room about this case."""
    keys = {
        "reference": case.slug, "report_id": report_id, "account_id": account_id,
        "notification_id": case.notifications.get().pk, "board_id": case.board_id, "name": "pdf",
    }  # fmt: skip
    return [
        "/lex-sarah/"
        + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(keys[found[1]]), str(one.pattern))
        for one in urlpatterns
    ]


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_else_opens_anything(house: House, browse: Browse, case: Case, who: str) -> None:
    client = browse(who)
    report_id = case.report_links.get().report_id
    found = every_address(case, report_id, house.people["investigator"].pk)
    if who == "other_sas":  # she is SAS, of another board
        own = ("/lex-sarah/", "/lex-sarah/excel/", "/lex-sarah/nytt/")
        found = [one for one in found if one not in own]
    page = reverse("lex_sarah_page", args=[case.slug])
    for address in found:
        answer = client.get(address)
        leads_on = answer.status_code == 302 and answer.headers["Location"].startswith(page)
        assert answer.status_code == 404 or leads_on, address
        assert client.post(address, {}).status_code in (404, 405), address


@pytest.mark.parametrize("who", OUTSIDE)
def test_what_is_not_there_and_what_is_secret_are_the_same(
    house: House, browse: Browse, case: Case, who: str
) -> None:
    client = browse(who)
    pages = [
        client.get(reverse("lex_sarah_page", args=[slug])).content.decode()
        for slug in (case.slug, "LS-2025-987")
    ]
    clean = [re.sub(r'"[A-Za-z0-9]{64}"', "", page) for page in pages]
    assert clean[0].replace(case.slug, "") == clean[1].replace("LS-2025-987", "")


def test_the_same_questions_are_asked_of_the_database(
    house: House, browse: Browse, case: Case
) -> None:
    """How long an answer takes tells nothing either."""
    client = browse("quality")
    client.get(reverse("lex_sarah_page", args=["LS-2025-987"]))
    counted = []
    for slug in (case.slug, "LS-2025-987"):
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("lex_sarah_page", args=[slug]))
        counted.append(len(found))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("who", ["sas", "second_sas", "investigator", "head"])
def test_those_who_need_it_read_it(house: House, browse: Browse, case: Case, who: str) -> None:
    """The tests above would pass on empty pages."""
    page = browse(who).get(reverse("lex_sarah_page", args=[case.slug])).content.decode()
    assert page.count(SECRET) > 10
    report = case.report_links.get().report
    attachment = report.attachments.get()
    answer = browse(who).get(reverse("attachment", args=[attachment.pk]))
    assert b"".join(answer) == SECRET.encode()  # type: ignore[arg-type]
    assert browse(who).get(reverse("report_page", args=[report.reference])).status_code == 200


@pytest.mark.parametrize("who", OUTSIDE)
def test_files_lists_searches_and_journal_say_nothing(
    house: House, browse: Browse, case: Case, who: str
) -> None:
    client = browse(who)
    report = case.report_links.get().report
    attachment = report.attachments.get().pk
    assert client.get(reverse("attachment", args=[attachment])).status_code == 404
    search = f"{reverse('report_list')}?q={SECRET}"
    for address in (
        reverse("start"), search, reverse("finding_list"), reverse("journal_page"),
        reverse("measure_list"), reverse("report_page", args=[report.reference]),
    ):  # fmt: skip
        words = client.get(address).content.decode()
        shown = words.replace(f'value="{SECRET}"', "").replace(f"q={SECRET}", "")
        shown = shown.replace(f"”{SECRET}”", "")
        if who == "staff" and ("/rapporter/" in address or address == "/"):
            continue  # the one who reported keeps her own text
        assert SECRET not in shown, address
        assert case.reference not in shown, address


def test_notices_and_letters_hold_no_content(house: House, case: Case) -> None:
    do(house, "reopen", case, reason=SECRET)
    calendar.chase(now=LATER)
    told = list(Notice.objects.order_by("pk").values_list("words", "path"))
    assert told
    for words, path in told:
        assert SECRET not in words + path
        assert house.unit.name not in words
    for subject, body in Letter.objects.order_by("pk").values_list("subject", "body"):
        assert SECRET not in subject + body
        assert house.unit.name not in subject + body
    receivers = set(
        Notice.objects.filter(words__contains="LS 2025").values_list("account_id", flat=True)
    )
    names = {name for name, one in house.people.items() if one.pk in receivers}
    assert names <= {"sas", "second_sas", "investigator", "head"}


def test_the_journal_holds_keys_only(case: Case) -> None:
    assert Event.objects.filter(verb__startswith="lex_sarah.").count() >= 9
    for row in Event.objects.order_by("seq"):
        assert SECRET not in row.keys
        if row.verb.startswith("lex_sarah."):
            assert row.confidential


def test_the_work_list_names_no_content(house: House, case: Case) -> None:
    do(house, "reopen", case, reason=SECRET)
    for who in house.people:
        actor = house.actor(who)
        rows = calendar_queries.waiting_for(actor, LATER) + calendar_queries.raised_to(actor, LATER)
        for row in rows:
            assert SECRET not in row.title + row.meta
            if row.kind.startswith("lex_sarah."):
                assert who in {"sas", "second_sas", "head", "investigator"}


def opens(client: Client, case: Case) -> tuple[list[int], bool]:
    """What the case, its report and the attachment answer, and whether lists hold the report."""
    report = case.report_links.get().report
    answers = [
        client.get(reverse(name, args=[key]))
        for name, key in (
            ("lex_sarah_page", case.slug),
            ("report_page", report.reference),
            ("attachment", report.attachments.get().pk),
        )
    ]
    for answer in answers:
        assert b"".join(answer)  # type: ignore[arg-type]
    listed = any(
        report.reference in client.get(reverse("report_list") + query).content.decode()
        for query in ("", f"?q={SECRET}")
    )
    return [answer.status_code for answer in answers], listed


@pytest.mark.parametrize("who", ["head", "investigator", "second_sas"])
def test_rights_end_with_the_role(house: House, browse: Browse, case: Case, who: str) -> None:
    """Those to the report as well, though nobody has taken them back."""
    assert opens(browse(who), case) == ([200, 200, 200], True)
    RoleAssignment.objects.filter(account=house.people[who]).delete()
    assert opens(browse(who), case) == ([404, 404, 404], False)


@pytest.mark.parametrize(("who", "role"), [
    ("head", "department_manager"), ("investigator", "investigator"),
])  # fmt: skip
def test_rights_do_not_go_along_to_another_board(
    house: House, browse: Browse, case: Case, who: str, role: str
) -> None:
    RoleAssignment.objects.filter(account=house.people[who]).update(unit=house.other, role=role)
    assert opens(browse(who), case) == ([404, 404, 404], False)


def test_whoever_decides_for_another_department_reads_nothing(
    house: House, browse: Browse, case: Case
) -> None:
    """Within the board as well: the report follows the task as the case does."""
    department = builders.department(house.board, "Vuxna")
    RoleAssignment.objects.filter(account=house.people["head"]).update(unit=department)
    assert opens(browse("head"), case) == ([404, 404, 404], False)


def test_an_investigator_who_leaves_reads_nothing_more(
    house: House, browse: Browse, case: Case
) -> None:
    report = case.report_links.get().report
    do(house, "withdraw", case, account_id=house.people["investigator"].pk)
    client = browse("investigator")
    assert client.get(reverse("lex_sarah_page", args=[case.slug])).status_code == 404
    assert client.get(reverse("report_page", args=[report.reference])).status_code == 404
    attachment = report.attachments.get().pk
    assert client.get(reverse("attachment", args=[attachment])).status_code == 404


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_verb_is_open_to_others(house: House, case: Case, who: str) -> None:
    """The operations guard themselves, whatever the pages do."""
    given: dict[str, dict[str, Any]] = {
        "join": {"report_id": 1}, "leave": {"report_id": 1, "reason": "x"},
        "change": {"expected": 0}, "assign": {"account_id": 1}, "withdraw": {"account_id": 1},
        "hand_over": {"account_id": 1},
        "save_report": {"fields": {}, "expected": "0.0"},
        "seal_report": {"fields": {}, "expected": "0.0"},
        "save_investigation": {"fields": {}, "expected": "0.0"},
        "seal_investigation": {"fields": {}, "expected": "0.0"},
        "send": {"decider_id": 1}, "send_back": {"reason": "x"},
        "decide": {"degree": "none", "position": "x", "expected": 0},
        "notify": {"sent_on": DAY, "what": "x", "with_investigation": True},
        "note_answer": {"notification_id": 1, "answered_on": DAY, "answer": "x"},
        "inform": {"receiver": "person", "on": DAY, "way": "phone", "what": "x"},
        "summarise": {"summary": "x"}, "close": {}, "reopen": {"reason": "x"},
        "write_off": {"reason": "x"},
    }  # fmt: skip
    unguarded = {"open_case", "link_finding", "left_to_write", "set_rules", "opened",
                 "note_export", "require_step"}  # fmt: skip
    verbs = {name for name in operations.__all__ if name[0].islower()} - unguarded
    assert set(given) == verbs
    for verb, extra in given.items():
        with pytest.raises(Case.DoesNotExist):
            do(house, verb, case, who, **extra)
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        operations.link_finding(actor=house.actor(who), now=LATER, finding_id=1, case_id=case.pk)
    assert not case.steps.filter(kind=StepKind.REOPENED).exists()


def test_a_unit_that_moves_takes_no_case_along(house: House, case: Case) -> None:
    """Secrecy holds between boards: the case stays where it was opened."""
    house.unit.placements.update(parent=house.other)
    assert not Case.objects.visible_to(house.actor("other_sas")).exists()
    assert Case.objects.visible_to(house.actor("sas")).exists()
