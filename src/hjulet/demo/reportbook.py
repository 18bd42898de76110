"""The annual reports of Demostad: 2024 decided and published, 2025 a draft half written."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from hjulet.annual_report import operations as annual
from hjulet.annual_report.kinds import SectionStatus
from hjulet.annual_report.queries import sections_of
from hjulet.documents import shorthand
from hjulet.kernel import clock
from hjulet.organisation.types import Actor

TEXTS = Path(__file__).parent / "texts"


def write(actors: dict[str, Actor], board_id: int) -> None:
    """Both reports; figures are placed as live references, none is typed."""
    author = actors["kvalitetsteam"]
    with clock.fixed_at(clock.at(date(2025, 2, 3), 10)):
        last = _open(author, board_id, "2024")
        _fill(author, last, "2024.json", done=True)
        annual.freeze(actor=author, now=clock.now(), edition_id=last)
    with clock.fixed_at(clock.at(date(2025, 3, 18), 15)):
        annual.decide(
            actor=author,
            now=clock.now(),
            edition_id=last,
            dnr="DSN 2025/0117",
            paragraph="§ 31",
            on=date(2025, 3, 18),
        )
        annual.publish(
            actor=author, now=clock.now(), edition_id=last, slug="socialnamnden-i-demostad-2024"
        )
    draft = _open(author, board_id, "2025")
    _fill(author, draft, "2025.json", done=False)
    _share_out(author, draft, actors)


def _open(author: Actor, board_id: int, period: str) -> int:
    return annual.open_edition(
        actor=author, now=clock.now(), template="sosfs", period_key=period, unit_id=board_id
    ).pk


def _fill(author: Actor, edition_id: int, name: str, *, done: bool) -> None:
    texts: dict[str, Any] = json.loads((TEXTS / name).read_text(encoding="utf-8"))
    for section in sections_of(edition_id):
        if section.key in texts:
            annual.save_section(
                actor=author,
                now=clock.now(),
                section_id=section.pk,
                version=section.version,
                body=shorthand.body(texts[section.key]),
            )
        if done or section.key in ("intro", "deviations.types"):
            annual.set_section_status(
                actor=author,
                now=clock.now(),
                section_id=section.pk,
                status=SectionStatus.DONE,
            )


def _share_out(author: Actor, edition_id: int, actors: dict[str, Actor]) -> None:
    writers = {
        "self_audits": "enhetschef",
        "risks": "enhetschef",
        "deviations.causes": "enhetschef",
        "lex_sarah": "sas",
        "data_breaches": "kvalitetsteam",
        "responsibility": "forvaltningsledning",
        "staff": "avdelningschef",
    }
    for section in sections_of(edition_id).filter(key__in=writers):
        annual.assign_section(
            actor=author,
            now=clock.now(),
            section_id=section.pk,
            account_id=actors[writers[section.key]].account_id,
        )
