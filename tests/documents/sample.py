"""A document with everything in it: what a quality report of a board contains, and worse.

Invented figures for an invented municipality.
"""

from __future__ import annotations

import datetime

from hjulet.documents.tree import (
    META_BOARD,
    META_DECISION,
    META_DNR,
    META_EDITION,
    META_PERIOD,
    Break,
    Cell,
    Chart,
    Document,
    Heading,
    ListBlock,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)

TYPES = (
    "Alla",
    "varav avvikelse",
    "lex Sarah",
    "personuppgiftsincident",
    "hot och våld",
    "tillbud",
    "synpunkt",
    "Ej avvikelse",
)
DEPARTMENTS = {
    "Barn och unga": (
        "Mottagningsenheten",
        "Utredningsenhet 1",
        "Utredningsenhet 2",
        "Familjehemsenheten",
        "Familjestöd",
    ),
    "Vuxen och stöd": ("Vuxenenheten", "Boendestöd", "Våld i nära relation"),
    "Ekonomiskt bistånd": ("Försörjning 1", "Försörjning 2", "Dödsbohandläggning"),
    "Funktionsstöd": ("LSS-handläggning", "Gruppbostäder", "Daglig verksamhet"),
}
UNITS = tuple(unit for units in DEPARTMENTS.values() for unit in units)


def p(*parts: str | Text | Number | Break) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def h(level: int, text: str) -> Heading:
    return Heading(level, (Text(text),))


def cell(text: str) -> Cell:
    return Cell((Text(text),), align="right")


def head(text: str) -> Cell:
    return Cell((Text(text),), header=True)


def number_row(name: str, numbers: list[int | str], kind: str = "plain") -> Row:
    return Row((head(name), *(cell(str(n)) for n in numbers)), kind=kind)  # type: ignore[arg-type]


def invented(seed: int, columns: int) -> list[int | str]:
    return [(seed * 37 + column * 17) % 43 if column else 40 + seed for column in range(columns)]


def report_table(types: tuple[str, ...] = TYPES, caption: str = "Rapporter efter typ") -> Table:
    """Like T1: departments with their units, a total, shares, suppressed cells."""
    rows: list[Row] = []
    for number, (department, units) in enumerate(DEPARTMENTS.items()):
        rows.append(number_row(department, invented(number + 60, len(types)), "department"))
        rows += [
            number_row(unit, invented(number * 5 + i, len(types)), "unit")
            for i, unit in enumerate(units)
        ]
    rows.append(
        number_row("Hela nämnden", [359, 1287, "..", *invented(9, len(types))[3:]], "total")
    )
    shares = [f"{100 - 7 * i}\N{NO-BREAK SPACE}%" for i in range(len(types))]
    rows.append(number_row("Andel av alla", list(shares), "share"))
    return Table(
        caption=caption,
        header=(
            Cell((), header=True),
            *(Cell((Text(t),), True, "right") for t in types),
        ),
        rows=tuple(rows),
        total_column=1,
        notes=(
            "Rader och kolumner går inte att lägga ihop. En rapport kan vara flera saker och "
            "gälla flera avdelningar, men räknas en gång i totalen.",
            "”..” betyder färre än 5, eller dolt för att inte avslöja ett sådant tal.",
        ),
        source="Hjulet, inkomna 1 september 2024–31 augusti 2025. Räknat 3 november 2025.",
    )


def long_table(rows: int = 60, columns: int = 12) -> Table:
    names = tuple(f"Indikator nummer {i + 1}" for i in range(columns))
    return Table(
        caption="Indikatorer över tid",
        header=(head("Mått"), *(Cell((Text(n),), True, "right") for n in names)),
        rows=tuple(
            number_row(f"Mått {i + 1} om handläggningstid", invented(i, columns))
            for i in range(rows)
        ),
    )


def department_table() -> Table:
    """Like the table of the mock-up: departments by type, narrow enough for the text column."""
    values = {
        "Barn och unga": [162, 138, 14, 16, 8],
        "Vuxen och stöd": [85, 67, 3, 6, 11],
        "Ekonomiskt bistånd": [66, 50, 4, 7, 3],
        "Funktionsstöd": [67, 53, 6, 9, 0],
    }
    types = (
        "Alla",
        "varav avvikelse",
        "lex Sarah",
        "personuppgiftsincident",
        "Ej avvikelse",
    )
    rows = [number_row(name, list(numbers)) for name, numbers in values.items()]
    rows.append(number_row("Hela nämnden", [359, 287, 25, 35, 22], "total"))
    return Table(
        caption="Rapporter efter typ och avdelning, inkomna",
        header=(
            Cell((), header=True),
            *(Cell((Text(t),), True, "right") for t in types),
        ),
        rows=tuple(rows),
        total_column=1,
        notes=("Rader och kolumner går inte att lägga ihop. En rapport kan vara flera saker.",),
    )


def measure_table() -> Table:
    """A table of words, as a writer makes it."""
    long = (
        "Från januari kontrolleras adressen en gång till innan brev skickas i ärenden med "
        "skyddade uppgifter. Enhetschefen tar stickprov varje månad."
    )
    return Table(
        caption="Åtgärder nästa år",
        header=(head("Åtgärd"), head("Ansvarig"), head("Klart")),
        rows=(
            Row(
                (
                    Cell((Text(long),)),
                    Cell((Text("Enhetschef"),)),
                    Cell((Text("mars 2026"),)),
                )
            ),
            Row(
                (
                    Cell((Text("Ny rutin för "), Text("övervägande", italic=True))),
                    Cell((Text("Verksamhetsutvecklare"),)),
                    Cell((Text("30 juni 2026"),)),
                )
            ),
        ),
        row_headers=False,
    )


def bar_svg(values: dict[str, int]) -> str:
    """A small bar chart as vl-convert writes it: attributes only, text as text."""
    top = max(values.values())
    height = 20 * len(values) + 8
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" '
        f'width="460" height="{height}" viewBox="0 0 460 {height}">'
    ]
    for i, (name, value) in enumerate(values.items()):
        y, width = 4 + 20 * i, 270 * value / top
        parts.append(
            f'<text text-anchor="end" transform="translate(150,{y + 14})" '
            f'font-family="Source Sans 3" font-size="14px" fill="#4F5856">{name}</text>'
            f'<path d="M158,{y + 4}h{width:.2f}v11h-{width:.2f}Z" fill="#3B4183"/>'
            f'<text transform="translate({166 + width:.2f},{y + 14})" font-weight="600" '
            f'font-family="Source Sans 3" font-size="14px" fill="#262B2A">{value}</text>'
        )
    return "".join([*parts, "</svg>"])


def chart(caption: str = "Avvikelser per enhet") -> Chart:
    values = {unit: 51 - 3 * i for i, unit in enumerate(UNITS)}
    data = Table(
        caption="",
        header=(head("Enhet"), Cell((Text("Antal"),), True, "right")),
        rows=tuple(number_row(name, [value]) for name, value in values.items()),
    )
    return Chart(
        caption=caption,
        alt="Staplar. Flest avvikelser har Mottagningsenheten, 51, minst Daglig verksamhet",
        svg=bar_svg(values),
        data=data,
        source="Hjulet, inkomna 2024/25",
    )


def honest() -> Note:
    return Note(
        "honest",
        "Vi kan inte säga att avvikelserna har ökat.",
        (p("359 mot 343 är 16 fler. En skillnad mellan 36 färre och 68 fler ryms inom slumpen."),),
    )


def lists() -> tuple[ListBlock, ...]:
    inner = ListBlock(False, ((p("Brev som hamnar fel"),), (p("Rutiner som saknas"),)))
    return (
        ListBlock(False, ((p("Tidsfrister för utredning"),), (p("Annat:"), inner))),
        ListBlock(True, ((p("Först detta"),), (p("Sedan detta"), p("med ett stycke till")))),
        ListBlock(True, ((p("Femte punkten"),), (p("Sjätte punkten"),)), start=5),
    )


ODD = (
    "Tankstreck – och — minus −5, citat ”så”, ’så’, punkt • … § 112, ≥ 5 ≤ 7 × 2, "
    "1\N{NO-BREAK SPACE}234 och 12\N{THIN SPACE}000, 5\N{NARROW NO-BREAK SPACE}%, ½, °C, é, "
    "Łukasz, "
    "Ğökçe, α, Ж, ja\N{SOFT HYPHEN}visst, fin\N{LATIN SMALL LIGATURE FI}. "
)


def document(*, draft: bool = False) -> Document:
    """The whole sample, ready for `normalise`."""
    return Document(
        title="Kvalitetsberättelse 2024/25",
        subtitle="Vad vi gjorde för att bli bättre, hur det gick och vad vi gör nu.",
        author="Lindvik kommun, socialnämnden",
        date=datetime.date(2025, 11, 18),
        draft=draft,
        meta=(
            (META_BOARD, "Socialnämnden"),
            (META_PERIOD, "1 september 2024–31 augusti 2025"),
            (META_DNR, "SN 2025/0412"),
            (META_DECISION, "18 november 2025, §\N{NO-BREAK SPACE}112"),
            (META_EDITION, "1"),
        ),
        blocks=(
            h(2, "Det viktigaste"),
            p(
                "Under kvalitetsåret kom det in ",
                Number("359", "Avvikelser inkomna 2024/25", "reports.count"),
                " avvikelser, varav ",
                Number("162", "Avvikelser i Barn och unga", "reports.count"),
                " rörde Barn och unga. De flesta gäller tidsfrister för utredning och övervägande. "
                "Orsaken är oftast planering och bemanning, mer sällan att rutinen saknas.",
            ),
            *lists(),
            h(2, "Avvikelser"),
            h(3, "Avvikelser och synpunkter"),
            p(
                "Brev som hamnar fel återkommer för ",
                Text("tredje", italic=True),
                " året.",
            ),
            department_table(),
            chart(),
            honest(),
            p(Text("Det gör vi nu.", bold=True), " Vi följer upp i mars."),
            report_table(),
            h(3, "Tecken och länkar"),
            p(ODD, Text("fet kursiv", bold=True, italic=True), Break(), "på en ny rad"),
            p(
                "Läs mer hos ",
                Text("Socialstyrelsen", href="https://www.socialstyrelsen.se/"),
                " eller i ",
                Text("åtgärderna", href="#atgarder"),
                ". Svar: ",
                Number(
                    "..",
                    "Svar från barn under sju år",
                    "surveys.answers",
                    suppressed=True,
                ),
            ),
            Note("tip", "Bra att veta", (p("En ruta med text."), *lists()[:1])),
            Note("warn", "", (p("Svarsfrekvensen är låg."),)),
            h(4, "En mindre rubrik"),
            p("Text under den."),
            PageBreak(),
            Heading(2, (Text("Åtgärder"),), "atgarder"),
            measure_table(),
            long_table(),
            chart("Samma sak igen"),
        ),
    )
