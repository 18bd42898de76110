"""The figures of the room, registered in the catalogue."""

from hjulet.figures.catalogue import Definition, register, register_data_days
from hjulet.lex_sarah import figure_outcomes, figure_overview, figure_words

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        figure_overview.OVERVIEW,
        "Lex Sarah: inkomna, beslutade och öppna",
        "Hur många rapporter som kom in, hur långt ärendena har kommit och hur lång tid det tar.",
        figure_overview.overview,
        order=40,
    ),
    Definition(
        figure_outcomes.OUTCOMES,
        "Lex Sarah: utfall av besluten",
        "Hur besluten fördelar sig på de fem utfallen, och hur många som anmäldes till IVO.",
        figure_outcomes.outcomes,
        order=41,
    ),
    Definition(
        figure_overview.OPEN_AGES,
        "Lex Sarah: ärenden utan beslut efter ålder",
        "Hur gamla de ärenden är som väntar på beslut.",
        figure_overview.open_ages,
        order=42,
    ),
    Definition(
        figure_overview.BY_UNIT,
        "Lex Sarah efter enhet",
        "Varifrån ärendena kommer, och var de väntar.",
        figure_overview.by_unit,
        order=43,
    ),
    Definition(
        figure_outcomes.LEARNED,
        "Lex Sarah: vad ärendena visade",
        "Ett ärende per rad: tema, utfall och vad som hittades, utan att peka ut någon.",
        figure_outcomes.learned,
        order=44,
    ),
    Definition(
        figure_outcomes.SERVICE,
        "Lex Sarah: vad ärendena gällde",
        "Myndighetsutövning eller utförande av insatser, om andra berördes och oväntade dödsfall.",
        figure_outcomes.kind_of_service,
        order=45,
    ),
)


def register_all() -> None:
    """Called once when the application starts."""
    for definition in DEFINITIONS:
        register(definition)
    register_data_days(figure_words.data_days)
