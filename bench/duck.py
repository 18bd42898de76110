"""The floor to compare with: DuckDB's COUNT(DISTINCT) over the same fact rows, in memory."""

from datetime import date

import duckdb
import numpy as np

from hjulet.organisation.models import Unit
from hjulet.reports.models import ReportFact, ReportUnit

QUERY = """
SELECT department_id, unit_id, type_id, COUNT(DISTINCT report_id)
FROM facts WHERE received_on BETWEEN ? AND ? {more}
GROUP BY GROUPING SETS (
  (department_id, unit_id, type_id), (department_id, unit_id),
  (department_id, type_id), (department_id), (type_id), ()
)
"""


def load() -> duckdb.DuckDBPyConnection:
    """An in-memory table with the columns that T1 needs."""
    base = duckdb.connect()
    base.execute("SET threads TO 2")
    base.execute(
        "CREATE TABLE facts (report_id BIGINT, type_id BIGINT, department_id BIGINT, "
        "unit_id BIGINT, received_on DATE)"
    )
    rows = ReportFact.objects.order_by().values_list(
        "report_id", "type_id", "department_id", "unit_id", "received_on"
    )
    columns = list(zip(*rows.iterator(chunk_size=50_000), strict=True))
    names = ("report_id", "type_id", "department_id", "unit_id", "day")
    numbers = [*columns[:4], [day.toordinal() for day in columns[4]]]
    frame = {
        name: np.array(column, dtype="int64") for name, column in zip(names, numbers, strict=True)
    }
    base.register("frame", frame)
    base.execute(
        "INSERT INTO facts SELECT report_id, type_id, department_id, unit_id, "
        "DATE '0001-01-01' + (day - 1)::INTEGER FROM frame"
    )
    base.unregister("frame")
    team = Unit.objects.get(kind="team")
    linked = ReportUnit.objects.filter(unit=team).values_list("report_id", flat=True)
    base.register("frame", {"report_id": np.array(list(linked), dtype="int64")})
    base.execute("CREATE TABLE of_team AS SELECT report_id FROM frame")
    base.unregister("frame")
    return base


def count(
    base: duckdb.DuckDBPyConnection, first: date, last: date, *, team: bool = False
) -> list[tuple[object, ...]]:
    """(department, unit, type, reports) with None for "all"; `team`: only reports of the team."""
    more = "AND report_id IN (SELECT report_id FROM of_team)" if team else ""
    return base.execute(QUERY.format(more=more), [first, last]).fetchall()
