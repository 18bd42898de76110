from django.db import migrations

from hjulet.kernel.append_only import allow_update, forbid_update


def forbid(apps, editor):
    forbid_update(editor, "journal_event")


def allow(apps, editor):
    allow_update(editor, "journal_event")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
