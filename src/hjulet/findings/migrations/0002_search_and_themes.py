"""The search index, and the themes that every municipality starts with."""

from django.db import migrations

from hjulet.kernel import search

THEMES = [
    "Arbetsplan",
    "Barnkonsekvensanalys",
    "Barns delaktighet",
    "Bemötande",
    "Delegation",
    "Dokumentation",
    "FREDA",
    "Genomförandeplan",
    "Handläggningstid",
    "Hälsa och tandvård",
    "Information",
    "Jämställdhet",
    "Klarspråk",
    "Kommunicering",
    "SIP",
    "Skolgång",
    "Skyddade personuppgifter",
    "Spel",
    "Våld",
]


def fill(apps, editor):
    search.create_index(editor, "finding_search")
    themes = apps.get_model("findings", "Theme")
    themes.objects.bulk_create(themes(name=name) for name in THEMES)


def empty(apps, editor):
    search.drop_index(editor, "finding_search")
    apps.get_model("findings", "Theme").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial")]
    operations = [migrations.RunPython(fill, empty)]
