"""The columns of a file of reports, and the words that its cells may use."""

from collections.abc import Mapping

from hjulet.reports.kinds import Status

COLUMNS = (
    "referens", "inkommen", "inträffade", "typer", "enheter", "kategori", "orsaker", "beskrivning",
    "status", "avslutad", "anmäld_ivo", "anmäld_imy", "uppdragsgivare",
)  # fmt: skip
REQUIRED = ("referens", "inkommen", "typer", "enheter")
STATUSES: Mapping[str, Status] = {status.label: status for status in Status}
YES_NO: Mapping[str, bool] = {"ja": True, "nej": False, "": False}
MAX_REFERENCE = 60
MAX_NAME = 120
# Written where an assessment needs a reason and a file has no column for one.
NO_REASON = "Infört från fil. Skälet framgår inte av filen."
EXAMPLE = (
    ("A-1", "2025-02-03", "2025-02-01", "Övrig avvikelse", "Hemtjänst Norr", "Utebliven insats",
     "Rutinen följdes inte", "Ett besök blev inte av.", "bedömd", "", "nej", "nej", ""),
    ("A-2", "2025-02-10", "2025-02-09", "Lex Sarah; Personuppgiftsincident",
     "Äldre > Hemtjänst Söder; Korttidsboendet", "Information", "It och teknik; Kompetens",
     "Ett brev kom till fel person.", "avslutad", "2025-03-14", "2025-02-20", "ja", ""),
)  # fmt: skip
