"""Rules that Hjulet proposes, and tombstones that the database refuses to change.

A proposal disposes of nothing: the board must write in its own document plan first. A kind
without a rule is kept for ever.
"""

from django.db import migrations

from hjulet.kernel.append_only import allow_update, forbid_update

PROPOSED = "förslag; ersätt med er dokumenthanteringsplan"
RULES = [
    ("reports.report", 60),
    ("lex_sarah.case", None),
    ("data_breaches.incident", 60),
]
TABLE = "retention_tombstone"


def fill(apps, editor):
    rules = apps.get_model("retention", "RetentionRule")
    rules.objects.bulk_create(
        rules(kind=kind, keep_months=months, basis=PROPOSED) for kind, months in RULES
    )
    forbid_update(editor, TABLE)


def empty(apps, editor):
    allow_update(editor, TABLE)
    apps.get_model("retention", "RetentionRule").objects.filter(board=None).delete()


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_initial")]
    operations = [migrations.RunPython(fill, empty)]
