"""A finding becomes open to everybody in the board. From here on it holds no personal data.

Whoever releases it answers for every word that it shares with a source, and confirms that it
points at nobody. The check is made here, whatever the page has shown (art. 5.1 c GDPR).
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from hjulet.findings import rules, searching, sources
from hjulet.findings.kinds import Status
from hjulet.findings.models import Finding, FindingVersion
from hjulet.findings.operations import texts as words
from hjulet.findings.operations.faults import WrongStatus
from hjulet.findings.operations.writing import draft, writable
from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, Invalid
from hjulet.organisation.types import Actor

CONFIRM = "Läs fyndet och kryssa i att det inte pekar ut någon."


@transaction.atomic
def release(
    *,
    actor: Actor,
    now: datetime,
    finding_id: int,
    confirmed: bool,
    kept: Collection[str] = (),
    removed: Collection[str] = (),
) -> Finding:
    """Releases a draft: its words become version 1.

    `removed` are taken out of the texts, `kept` name nobody; together they must hold every word
    that the finding shares with a source. Raises NotAllowed, WrongStatus, Invalid (not
    confirmed, nothing left), NumbersInText, UnansweredNames.
    """
    finding = draft(actor, finding_id)
    given = {"title": finding.title, "text": finding.text, "requirement": finding.requirement}
    clean = _open(given, finding_id, confirmed, kept, removed)
    _set(finding, clean)
    finding.status, finding.released_at, finding.released_by_id = (
        Status.RELEASED,
        now,
        actor.account_id,
    )
    finding.save()
    _seal(finding, actor, now, 1, "")
    searching.index(finding)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.release",
        subject=("finding", finding.pk),
        keys={"kept": len(set(kept)), "removed": len(set(removed))},
    )
    return finding


@transaction.atomic
def correct(
    *,
    actor: Actor,
    now: datetime,
    finding_id: int,
    title: str,
    text: str,
    reason: str,
    confirmed: bool,
    kept: Collection[str] = (),
    removed: Collection[str] = (),
) -> FindingVersion:
    """New words for a released finding, and why. What stood is kept as its version.

    Raises as `release`.
    """
    finding = writable(actor, finding_id)
    if finding.status != Status.RELEASED:
        raise WrongStatus(finding.status)
    given = {
        "title": title,
        "text": text,
        "requirement": finding.requirement,
        "reason": reason,
    }
    clean = _open(given, finding_id, confirmed, kept, removed)
    if not clean["reason"]:
        raise Invalid([Fault("reason", "Skriv kort varför fyndet rättas.")])
    if (clean["title"], clean["text"]) == (finding.title, finding.text):
        raise Invalid([Fault("text", "Det är samma ord som redan står.")])
    _set(finding, {key: clean[key] for key in ("title", "text", "requirement")})
    finding.save()
    latest = finding.versions.aggregate(latest=Max("number"))["latest"] or 0
    version = _seal(finding, actor, now, latest + 1, clean["reason"])
    searching.index(finding)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.correct",
        subject=("finding", finding.pk),
        keys={
            "version": version.number,
            "kept": len(set(kept)),
            "removed": len(set(removed)),
        },
    )
    return version


def _open(
    given: dict[str, str],
    finding_id: int,
    confirmed: bool,
    kept: Collection[str],
    removed: Collection[str],
) -> dict[str, str]:
    """The texts as everybody may read them."""
    clean, faults = words.checked(given)
    if not clean["title"]:
        faults.append(Fault("title", "Skriv fyndet i en mening."))
    if not confirmed:
        faults.append(Fault("confirmed", CONFIRM))
    if faults:
        raise Invalid(faults)
    clean = words.answered(clean, sources.texts_of(finding_id), kept=kept, removed=removed)
    if not rules.says_something(clean["title"]):
        raise Invalid(
            [Fault("title", "Inget blir kvar av meningen. Skriv om den utan det som pekar ut.")]
        )
    return clean


def _set(finding: Finding, clean: dict[str, str]) -> None:
    for name, value in clean.items():
        setattr(finding, name, value)


def _seal(
    finding: Finding, actor: Actor, now: datetime, number: int, reason: str
) -> FindingVersion:
    return FindingVersion.objects.create(
        finding=finding,
        number=number,
        title=finding.title,
        text=finding.text,
        reason=reason,
        at=now,
        by_id=actor.account_id,
    )
