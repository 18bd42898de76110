"""What Demostad learnt from its reports: findings, measures, risk analyses and meetings.

The words stand in texts/wheel.json. A day is a date, or "+9" and "-6": so many days from today,
so that there is always something new, something late and something to check.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hjulet.calendar.rules import is_working_day
from hjulet.demo.places import ADMINISTRATION, BOARD
from hjulet.demo.years import Cast
from hjulet.findings import operations as findings
from hjulet.findings import queries as found
from hjulet.improvements import operations as improvements
from hjulet.improvements.operations import plans
from hjulet.kernel import clock
from hjulet.organisation.types import Actor
from hjulet.participation import operations as participation
from hjulet.reports import queries as reports
from hjulet.risks import operations as risks

TEXTS = Path(__file__).parent / "texts" / "wheel.json"
Deed = tuple[datetime, int, Any]  # when, order of telling, what


@dataclass
class Wheel:
    """`findings` and `measures` by key, as they come to be."""

    cast: Cast
    now: datetime
    themes: dict[str, int]
    findings: dict[str, int] = field(default_factory=dict)
    measures: dict[str, int] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)

    def at(self, text: str, hour: int = 10) -> datetime:
        """The moment of a day in the texts; a day off becomes the working day before."""
        if text[0] in "+-":
            day = clock.local_date(self.now) + timedelta(days=int(text))
            while not is_working_day(day):
                day -= timedelta(days=1)
        else:
            day = date.fromisoformat(text)
        return clock.at(day, hour)

    def day(self, text: str) -> date:
        return clock.local_date(self.at(text))

    def person(self, key: str) -> Actor:
        return self.cast.actors[key]

    def later(self, text: str, deed: Any, hour: int = 10) -> None:
        """Tells it in its place among all that happened; what has not happened yet is left out."""
        moment = self.at(text, hour)
        if moment <= self.now:
            self.deeds.append((moment, len(self.deeds), deed))


def turn(cast: Cast, now: datetime) -> None:
    """Everything in the order it happened."""
    told = json.loads(TEXTS.read_text(encoding="utf-8"))
    wheel = Wheel(cast, now, found.themes_by_name())
    for one in told["findings"]:
        wheel.later(one["on"], _finding(wheel, one))
    for one in told["risks"]:
        wheel.later(one["on"], _risk(wheel, one), hour=13)
    for one in told["measures"]:
        _measure(wheel, one)
    for one in told["meetings"]:
        wheel.later(one["on"], _meeting(wheel, one), hour=15)
    # A deed may bring others with it (a new measure after one that failed), so no sorted copy.
    while wheel.deeds:
        wheel.deeds.sort(key=lambda deed: deed[:2])
        moment, _, deed = wheel.deeds.pop(0)
        with clock.fixed_at(moment):
            deed(moment)


def plan(cast: Cast, now: datetime) -> None:
    """Action plans of last year, carried over into this one, and of one unit."""
    year = clock.local_date(now).year
    lead, manager = cast.actors["forvaltningsledning"], cast.actors["enhetschef"]
    last = plans.open_plan(
        actor=cast.actors["kvalitetsteam"],
        now=now,
        unit_id=cast.units[BOARD],
        year=year - 1,
        aim="Färre brev som går fel, och barn som vet vad utredningen kom fram till.",
    )
    plans.carry_over(actor=cast.actors["kvalitetsteam"], now=now, plan_id=last.pk)
    for actor, unit in ((lead, ADMINISTRATION), (manager, "Utredningsenhet 2")):
        plans.open_plan(actor=actor, now=now, unit_id=cast.units[unit], year=year)


def _finding(wheel: Wheel, one: dict[str, Any]) -> Any:
    """Written from the first of its reports and tied to the others, then released."""

    def deed(moment: datetime) -> None:
        actor = wheel.person(one.get("by", "kvalitetsteam"))
        units = [wheel.cast.units[name] for name in one["units"]]
        sources = reports.latest_of(
            category_id=wheel.cast.categories[one["category"]],
            unit_ids=units,
            until=moment,
            limit=one["reports"],
        )
        made = findings.write(
            actor=actor,
            now=moment,
            title=one["title"],
            text=one["text"],
            theme_id=wheel.themes[one["theme"]],
            cause_id=wheel.cast.causes[one["cause"]],
            quality_area=one["area"],
            requirement=one.get("requirement", ""),
            weight=one["weight"],
            unit_ids=units,
            source=("report", sources[0]) if sources else None,
            board_id=wheel.cast.units[BOARD],
        )
        for key in sources[1:]:
            findings.tie(actor=actor, now=moment, finding_id=made.pk, source=("report", key))
        wheel.findings[one["key"]] = made.pk
        if one.get("draft"):
            return
        given: dict[str, Any] = {
            "actor": actor,
            "now": moment + timedelta(minutes=20),
            "confirmed": True,
        }
        try:
            findings.release(**given, finding_id=made.pk)
        except findings.UnansweredNames as shared:
            # The words of Demostad are invented: none of them is a person.
            findings.release(**given, finding_id=made.pk, kept=shared.words)
        if name := one.get("group"):
            findings.group(actor=actor, now=moment, finding_id=made.pk, name=name)

    return deed


def _measure(wheel: Wheel, one: dict[str, Any]) -> None:
    """Lays every step of its life in its place in time."""

    def propose(moment: datetime) -> None:
        made = improvements.propose(
            actor=wheel.person("kvalitetsteam"), now=moment, **_words(wheel, one)
        )
        wheel.measures[one["key"]] = made.pk

    wheel.later(one["proposed"], propose, hour=11)
    _life(wheel, one)


def _words(wheel: Wheel, one: dict[str, Any]) -> dict[str, Any]:
    figure = one.get("figure")
    category = wheel.cast.categories.get(figure or "")
    due = wheel.day(one.get("due", "+60"))
    return {
        "finding_ids": [wheel.findings[key] for key in one.get("findings", ())],
        "title": one["title"],
        "what": one["what"],
        "why": one.get("why", ""),
        "expected_effect": one["effect"],
        "seen_by": one["seen"],
        "responsible_id": wheel.person(one["responsible"]).account_id,
        "level": one["level"],
        "unit_id": wheel.cast.units[one["unit"]],
        "due_on": _first_due(wheel, one) or due,
        "effect_on": wheel.day(one["check"]) if "check" in one else due + timedelta(days=120),
        "revises_routine": one.get("revises", ""),
        "figure_key": "reports.categories" if category else "",
        "figure_params": {"row": f"category-{category}", "column": "period-0"} if category else {},
    }


def _first_due(wheel: Wheel, one: dict[str, Any]) -> date | None:
    """The first day that was promised, of a measure whose day was moved."""
    moved = [step for step in one.get("postponed", ()) if step["which"] == "due_on"]
    if not moved:
        return None
    return wheel.day(one["due"]) if one["due"][0] not in "+-" else wheel.day(moved[0]["on"])


def _life(wheel: Wheel, one: dict[str, Any]) -> None:
    boss = _decider(one)
    key = one["key"]

    def step(verb: Any, who: str, **given: Any) -> Any:
        def deed(moment: datetime) -> None:
            verb(actor=wheel.person(who), now=moment, measure_id=wheel.measures[key], **given)

        return deed

    if "rejected" in one:
        wheel.later(one["rejected"], step(improvements.reject, boss, reason=one["reason"]))
    if "decided" in one:
        decision: dict[str, Any] = {
            "dnr": one.get("dnr", ""),
            "paragraph": one.get("paragraph", ""),
        }
        if "report_back" in one:
            decision["report_back_on"] = wheel.day(one["report_back"])
        wheel.later(one["decided"], step(improvements.decide, boss, **decision), hour=12)
    if "started" in one:
        wheel.later(one["started"], step(improvements.start, one["responsible"]), hour=13)
    for moved in one.get("postponed", ()):
        given = {
            "which": moved["which"],
            "to": wheel.day(moved["to"]),
            "obstacle": moved["obstacle"],
            "text": moved["text"],
        }
        wheel.later(moved["on"], step(improvements.postpone, one["responsible"], **given), hour=14)
    if "done" in one:
        given = {
            "outcome": one["outcome"],
            "text": one["done_text"],
            "done_on": wheel.day(one["done"]),
        }
        wheel.later(one["done"], step(improvements.note_done, one["responsible"], **given), hour=15)
    if "checked" in one:
        wheel.later(one["checked"], _check(wheel, one), hour=16)


def _check(wheel: Wheel, one: dict[str, Any]) -> Any:
    def deed(moment: datetime) -> None:
        follower = one.get("next")
        made = improvements.check_effect(
            actor=wheel.person("kvalitetsteam" if follower else one["responsible"]),
            now=moment,
            measure_id=wheel.measures[one["key"]],
            effect=one["answer"],
            evidence=one["evidence"],
            new_measure=_words(wheel, {"findings": one["findings"], **follower})
            if follower
            else None,
            no_more=one.get("no_more", ""),
        )
        if follower and made is not None:
            wheel.measures[follower["key"]] = made.pk
            _life(wheel, follower)

    return deed


def _decider(one: dict[str, Any]) -> str:
    """Somebody who decides at the level: the department of children has a head of its own."""
    if one["level"] == "board":
        return "kvalitetsteam"
    if one["level"] == "unit":
        managers = {
            "Utredningsenhet 2": "enhetschef",
            "Gruppbostäder": "enhetschef2",
            "Försörjningsstöd 1": "enhetschef3",
        }
        return managers.get(one["unit"], "forvaltningsledning")
    return "avdelningschef" if one["unit"] == "Barn och unga" else "forvaltningsledning"


def _risk(wheel: Wheel, one: dict[str, Any]) -> Any:
    def deed(moment: datetime) -> None:
        actor = wheel.person(one["by"])
        given: dict[str, Any] = {"actor": actor, "now": moment}
        analysis = risks.begin(
            **given,
            unit_id=wheel.cast.units[one["unit"]],
            title=one["title"],
            trigger=one["trigger"],
            occasion=one["occasion"],
            held_on=clock.local_date(moment),
            responsible_id=actor.account_id or 0,
        )
        functions = [tuple(row) for row in one["functions"]]
        risks.set_participants(**given, analysis_id=analysis.pk, functions=functions)
        for what, leads_to, probability, consequence, finding in one["risks"]:
            risk = risks.add_risk(
                **given,
                analysis_id=analysis.pk,
                description=what,
                leads_to=leads_to,
                probability=probability,
                consequence=consequence,
            )
            if finding in wheel.findings:
                risks.link_finding(**given, risk_id=risk.pk, finding_id=wheel.findings[finding])
        risks.finish(
            **given,
            analysis_id=analysis.pk,
            # An analysis is looked at again within two years, whenever the demo is built.
            reassess_on=min(
                wheel.day(one["reassess"]), clock.local_date(moment) + timedelta(days=700)
            ),
            missing_reason=one["missing"],
        )

    return deed


def _meeting(wheel: Wheel, one: dict[str, Any]) -> Any:
    def deed(moment: datetime) -> None:
        participation.note_meeting(
            actor=wheel.person("kvalitetsteam"),
            now=moment,
            unit_id=wheel.cast.units[one["unit"]],
            held_on=clock.local_date(moment),
            participants=one["participants"],
            note=one["note"],
            finding_ids=[wheel.findings[key] for key in one["findings"]],
        )

    return deed
