"""The rooms from the top, and what of a room others may import. Mirrors .importlinter."""

ORDER: tuple[tuple[str, ...], ...] = (
    ("cli",),
    ("config",),
    ("portal", "public", "demo"),
    ("annual_report",),
    ("participation",),
    ("improvements",),
    ("reports", "risks"),
    ("findings",),
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
    # `followers`: where an upper room asks to be told of a changed tree. `imports`: one way of
    # reading lines and units for both kinds of files.
    # `requests`: who asks.
    "organisation": frozenset({"followers", "imports", "requests"}),
    # `lists`: the one tree of causes, and themes. `sources`: where a room that findings come from
    # registers itself.
    "findings": frozenset({"lists", "sources"}),
    # `clock_kinds`: where a room says what its clocks are. `recurrences`: what the worker does
    # for it again and again.
    "calendar": frozenset({"clock_kinds", "recurrences"}),
}
# The command line and the settings wire everything together.
WIRING = frozenset({"cli", "config"})
