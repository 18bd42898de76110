"""A finding as a plain row."""

from typing import Any

from tests.reports.house_of_two import DAY, NOW, House

from hjulet.findings.models import Finding


def finding(house: House, **fields: Any) -> Finding:
    """A released finding of the board."""
    number = Finding.objects.count() + 1
    given: dict[str, Any] = {
        "reference": f"F-{number}", "board": house.board, "title": "Nycklar kvitteras inte",
        "origin": "risk", "found_on": DAY, "written_at": NOW, "status": "released",
        "released_at": NOW,
    }  # fmt: skip
    return Finding.objects.create(**(given | fields))
