"""The search index, and the types and causes that every municipality starts with."""

from django.db import migrations

from hjulet.kernel import search

TYPES = [
    ("not_deviation", "Ej avvikelse", 90),
    ("lex_sarah", "Lex Sarah", 20),
    ("data_breach", "Personuppgiftsincident", 30),
    ("feedback", "Synpunkt/klagomål", 40),
    ("deviation", "Övrig avvikelse", 10),
]
CAUSES = [
    "Rutin saknas",
    "Rutinen har brister",
    "Rutinen var inte känd",
    "Rutinen följdes inte",
    "Kompetens",
    "Bemanning och arbetsbelastning",
    "Kommunikation och överlämning",
    "It och teknik",
    "Lokaler",
    "Samverkan",
    "Annat",
]


def fill(apps, editor):
    search.create_index(editor, "report_search")
    types = apps.get_model("reports", "DeviationType")
    for kind, name, order in TYPES:
        types.objects.create(kind=kind, name=name, order=order)
    causes = apps.get_model("reports", "Cause")
    for order, name in enumerate(CAUSES, start=1):
        causes.objects.create(name=name, order=order * 10)


def empty(apps, editor):
    search.drop_index(editor, "report_search")


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(fill, empty)]
