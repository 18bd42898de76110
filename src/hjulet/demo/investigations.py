"""Investigations in Demostad: what last year's findings wait for, and three of the last months."""

from datetime import datetime, timedelta
from typing import Any

from hjulet.demo import stories
from hjulet.demo.recent import Told, days_ago, texts
from hjulet.demo.years import Ahead, Cast
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports
from hjulet.reports.investigation_rules import Content
from hjulet.reports.kinds import Body, Ground


def tell_waiting(cast: Cast, waiting: list[Ahead], begin: datetime, now: datetime) -> None:
    """Those whose findings are not handled are investigated and approved, and wait for effect."""
    team = cast.actors["kvalitetsteam"]
    deviations = [one for one in waiting if stories.OTHER in one.names]
    for number, one in enumerate(deviations):
        moment = begin + timedelta(days=20 + 9 * number)
        if moment + timedelta(days=12) > now:
            return
        made = reports.open_investigation(actor=team, now=moment, report_ids=[one.report_id])
        _done(cast, team, made, texts()["recent"]["investigations"][0], moment)
        reports.accept_investigation(
            actor=team, now=moment + timedelta(days=12), investigation_id=made.pk
        )


def tell_recent(cast: Cast, told: Told, now: datetime) -> None:
    """Two reports together that wait for the quality team, one draft, one handed to the region."""
    manager = cast.actors["enhetschef"]
    for one in texts()["recent"]["investigations"]:
        made = reports.open_investigation(
            actor=manager,
            now=days_ago(now, one["opened"], 10),
            report_ids=[told[key].report_id for key in one["reports"]],
        )
        if "done" in one:
            _done(cast, manager, made, one, days_ago(now, one["done"], 14))
        else:
            reports.save_investigation(
                actor=manager,
                now=days_ago(now, one["opened"] - 2, 11),
                investigation_id=made.pk,
                content=_content(cast, one),
                expected=made.version,
            )
    handed = texts()["recent"]["handover"]
    reports.hand_over_outside(
        actor=manager,
        now=days_ago(now, handed["opened"], 11),
        report_ids=[told[handed["report"]].report_id],
        body_kind=Body.REGION,
        body=handed["body"],
        ground=Ground.CONSENT,
        text=handed["text"],
        expected=0,
    )


def _done(cast: Cast, actor: Actor, made: Any, words: dict[str, Any], moment: datetime) -> None:
    reports.finish_investigation(
        actor=actor,
        now=moment,
        investigation_id=made.pk,
        content=_content(cast, words),
        expected=made.version,
    )


def _content(cast: Cast, words: dict[str, Any]) -> Content:
    return Content(
        course=words["course"],
        why=words["why"],
        cause_ids=tuple(cast.causes[name] for name in words["causes"]),
        earlier_events=words["earlier_events"],
        consequence=words["consequence"],
        likelihood=words["likelihood"],
        police_report=False,
        told_reporter=words["told_reporter"],
    )
