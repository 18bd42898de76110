"""The figures of the room, registered in the catalogue."""

from hjulet.figures.catalogue import Definition, register, register_data_days
from hjulet.improvements import figure_follow, figure_summary, figure_words

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        figure_follow.FOLLOW_UP,
        "Uppföljning av åtgärder",
        "Varje åtgärd från förra perioden: blev den genomförd, och blev effekten den som var "
        "tänkt?",
        figure_follow.follow_up,
        order=70,
    ),
    Definition(
        figure_follow.PLANNED,
        "Planerade åtgärder",
        "Åtgärder som är föreslagna eller beslutade men inte gjorda.",
        figure_follow.planned,
        order=71,
    ),
    Definition(
        figure_summary.SUMMARY,
        "Åtgärder i korthet",
        "Hur många åtgärder som blev genomförda, fick effekten kontrollerad och hjälpte.",
        figure_summary.summary,
        order=72,
    ),
    Definition(
        figure_summary.OBSTACLES,
        "Hinder för åtgärder",
        "Varför datum flyttades, varje gång och per åtgärd.",
        figure_summary.obstacles,
        order=73,
    ),
)


def register_all() -> None:
    """Called once when the application starts."""
    for definition in DEFINITIONS:
        register(definition)
    register_data_days(figure_words.data_days)
