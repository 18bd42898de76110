"""Personal data breaches in Demostad: the register of the two years, and two under way."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from hjulet.data_breaches import operations as breaches
from hjulet.data_breaches.kinds import (
    Breached,
    DataKind,
    Group,
    Informed,
    Kind,
    NotInformed,
    Severity,
)
from hjulet.data_breaches.rules import Contents
from hjulet.demo import stories
from hjulet.demo.recent import Told, words_of
from hjulet.demo.years import Ahead, Cast
from hjulet.kernel import clock
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports

CONTACT = "Dataskyddsombudet, dataskydd@demostad.example"
ENOUGH = "Händelsen är utredd som personuppgiftsincident. Enheten behöver inte utreda mer."


def tell(cast: Cast) -> list[tuple[Ahead, Any]]:
    """An incident for each report of the two years; gives those that were still open."""
    left = []
    for number, one in enumerate(_ahead(cast)):
        found = _open(cast, one, number)
        if one.closed is None:
            left.append((one, found))
        else:
            _close(cast, one, found, max(one.closed, _settled(one)))
    return left


def tell_backlog(cast: Cast, left: list[tuple[Ahead, Any]], begin: datetime, now: datetime) -> None:
    """Those that were left open are closed in the spring after."""
    for number, (one, found) in enumerate(left):
        moment = begin + timedelta(days=9 + 5 * number)
        if moment < now:
            _close(cast, one, found, moment)


def tell_recent(cast: Cast, told: Told, now: datetime) -> None:
    """One incident of a fortnight ago, notified before everything was known.

    Of a letter two days ago nobody has opened an incident yet: its clock runs.
    """
    sent = told["list"]
    unit = "Mottagningsenheten"
    words = words_of("breaches", sent.text)
    incident = breaches.open_incident(
        actor=_officer(cast),
        now=sent.assessed + timedelta(hours=1),
        unit_id=cast.units[unit],
        discovered_at=sent.assessed - timedelta(hours=5),
        kind=words["kind"],
        discovered_how=words["discovered"],
        references=[sent.reference],
    )
    known = _contents(words, grave=True)
    moment = sent.assessed + timedelta(hours=20)
    _decided(cast, incident, known, moment, reason=words["notified"], complete=False)


def _open(cast: Cast, one: Ahead, number: int) -> Any:
    """Opened, documented and decided; notified when it was. Gives the incident."""
    words = words_of("breaches", one.text)
    incident = breaches.open_incident(
        actor=_officer(cast),
        now=one.assessed + timedelta(hours=2),
        unit_id=cast.units[one.unit],
        discovered_at=_discovered(one, number),
        kind=words["kind"],
        discovered_how=words["discovered"],
        references=[one.reference],
    )
    notify = one.notified_imy is not None
    moment = one.notified_imy or one.assessed + timedelta(hours=5)
    contents = _contents(words, grave=notify)
    return _decided(
        cast,
        incident,
        contents,
        moment,
        notify=notify,
        reason=words["notified" if notify else "not_notified"],
        complete=True,
    )


def _discovered(one: Ahead, number: int) -> datetime:
    """Most become known as breaches when the team reads the report, some when it comes; a few had
    been told to somebody else first."""
    if number % 3:
        return one.assessed
    return one.received - timedelta(hours=30 if number % 9 == 0 else 0)


def _decided(
    cast: Cast,
    incident: Any,
    contents: Contents,
    moment: datetime,
    *,
    notify: bool = True,
    reason: str,
    complete: bool,
) -> Any:
    common: dict[str, Any] = {"actor": _officer(cast), "incident_id": incident.pk}
    saved = breaches.save(now=moment, version=incident.version, contents=contents, **common)
    decided = breaches.decide(
        now=moment,
        version=saved.version,
        notify=notify,
        reason=reason,
        **common,
    )
    if not notify:
        return decided
    late = moment > decided.discovered_at + timedelta(hours=72)
    sent = breaches.notify(
        now=moment,
        version=decided.version,
        sent_at=moment,
        complete=complete,
        imy_reference=f"IMY-{clock.local_date(moment).year}-{4000 + incident.pk}",
        delay_reason="Incidenten blev känd hos oss först när rapporten kom in." if late else "",
        **common,
    )
    return sent.incident


def _close(cast: Cast, one: Ahead, found: Any, moment: datetime) -> None:
    """The incident; and its report, where the team saw that the unit need not investigate more."""
    officer = _officer(cast)
    told: dict[str, Any] = (
        {"informed": Informed.YES, "on": clock.local_date(moment), "how": "Per telefon."}
        if found.severity >= Severity.SIGNIFICANT
        else {
            "informed": Informed.NO,
            "ground": NotInformed.NO_HIGH_RISK,
            "reason": "Följderna för dem det gäller är små.",
        }
    )
    incident = breaches.inform(
        actor=officer, now=moment, incident_id=found.pk, version=found.version, **told
    )
    left = breaches.close(
        actor=officer,
        now=moment,
        incident_id=found.pk,
        version=incident.version,
        outcome=f"Incidenten är utredd. {words_of('breaches', one.text)['measures']}",
    )
    if one.reference in left and stories.OTHER in one.names:
        # What its findings asked for may still be under way: then it stays open.
        with suppress(reports.InvalidReport):
            reports.close(
                actor=cast.actors["kvalitetsteam"],
                now=moment,
                report_id=one.report_id,
                reason=ENOUGH,
            )


def _contents(words: dict[str, str], *, grave: bool) -> Contents:
    lost = words["kind"] == Kind.UNAVAILABLE
    return Contents(
        kind=words["kind"],
        what_happened=words["happened"],
        discovered_how=words["discovered"],
        breached=(Breached.AVAILABILITY if lost else Breached.CONFIDENTIALITY,),
        groups=(Group.SERVICE_USERS,),
        persons=11 if grave else 1,
        data_kinds=(DataKind.CONTACT, DataKind.SOCIAL),
        consequences=words["consequences"],
        severity=Severity.SIGNIFICANT if grave else Severity.LIMITED,
        measures_taken=words["measures"],
        contact=CONTACT,
    )


def _settled(one: Ahead) -> datetime:
    """When the incident has been decided and notified; it is not closed before."""
    return max(one.notified_imy or one.assessed, one.assessed) + timedelta(hours=6)


def _ahead(cast: Cast) -> list[Ahead]:
    return [one for one in cast.ahead if stories.BREACH in one.names]


def _officer(cast: Cast) -> Actor:
    return cast.actors["dataskyddsombud"]
