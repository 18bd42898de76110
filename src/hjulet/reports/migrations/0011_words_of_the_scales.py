"""Sealed investigations get the words of the scales as they are today, and keep them."""

from django.db import migrations

SCALES = ("consequence", "likelihood")


def fill(apps, editor):
    steps = {
        (row.scale, row.value): f"{row.value} – {row.name}"
        for row in apps.get_model("reports", "ScaleStep").objects.order_by("pk")
    }
    versions = apps.get_model("reports", "InvestigationVersion").objects
    for row in versions.order_by("pk").iterator(chunk_size=500):
        # What has been disposed of stays empty.
        if row.fields and "words" not in row.fields:
            words = {scale: steps.get((scale, row.fields.get(scale)), "") for scale in SCALES}
            row.fields = row.fields | {"words": words}
            row.save(update_fields=["fields"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_reasons_under_secrecy")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
