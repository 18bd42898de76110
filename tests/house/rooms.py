"""The rooms from the top, and what of a room others may import. Mirrors .importlinter."""

ORDER: tuple[tuple[str, ...], ...] = (
    ("cli",),
    ("config",),
    ("portal", "public", "demo"),
    ("annual_report",),
    ("participation",),
    ("improvements",),
    ("lex_sarah", "data_breaches"),
    ("reports", "risks"),
    ("findings", "retention", "log_review"),
    ("figures",),
    ("calendar",),
    ("notices",),
    ("organisation",),
    ("journal", "files", "documents", "ui"),
    ("stats",),
    ("kernel",),
)
RANK = {room: level for level, rooms in enumerate(ORDER) for room in rooms}

# Libraries are open whole; of other rooms only these.
LIBRARIES = frozenset({"kernel", "stats", "ui", "documents", "figures", "files"})
OPEN = frozenset({"operations", "queries", "kinds", "rules", "types"})
ALSO_OPEN = {
    # `followers`: where an upper room asks to be told of a changed tree or a changed second
    # factor. `imports`: one way of
    # reading lines and units for both kinds of files.
    # `requests`: who asks.
    "organisation": frozenset({"followers", "imports", "requests"}),
    # `lists`: the one tree of causes, and themes. `sources`: where a room that findings come from
    # registers itself.
    "findings": frozenset({"lists", "sources"}),
    # `subjects`: where a room says what of it is opened under secrecy.
    "log_review": frozenset({"subjects"}),
    # `investigation_rules`: what an investigation says. `reporter_rule`, `case_rule`: where the
    # room of the cases says whether a reporter keeps her own text, and who may open its cases.
    # `followers`: where it asks to be told of a report that is assessed anew.
    "reports": frozenset({"investigation_rules", "reporter_rule", "case_rule", "followers"}),
    # `record_kinds`: where a room says what of it is disposed of, and how.
    "retention": frozenset({"record_kinds"}),
    # `clock_kinds`: where a room says what its clocks are. `recurrences`: what the worker does
    # for it again and again.
    "calendar": frozenset({"clock_kinds", "recurrences"}),
}
# The command line and the settings wire everything together.
WIRING = frozenset({"cli", "config"})
