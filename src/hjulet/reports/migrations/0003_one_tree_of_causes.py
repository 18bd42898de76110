"""Causes move down to `findings`, where one tree of them serves reports and findings alike.

They keep their keys, so that what is linked stays linked. The four about routines get a heading.
"""

from django.core.management.color import no_style
from django.db import migrations

ROUTINES = ["Rutin saknas", "Rutinen har brister", "Rutinen var inte känd", "Rutinen följdes inte"]


def down(apps, editor):
    old = apps.get_model("reports", "Cause")
    new = apps.get_model("findings", "Cause")
    new.objects.bulk_create(
        new(id=row.pk, name=row.name, order=row.order, active=row.active)
        for row in old.objects.order_by("pk")
    )
    # The keys were given by hand: the next one must come after them.
    for statement in editor.connection.ops.sequence_reset_sql(no_style(), [new]):
        editor.execute(statement)
    below = new.objects.filter(name__in=ROUTINES)
    if below.exists() and not new.objects.filter(name="Rutiner").exists():
        below.update(parent=new.objects.create(name="Rutiner", order=5))


def up(apps, editor):
    new = apps.get_model("findings", "Cause")
    new.objects.update(parent=None)
    new.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial"), ("reports", "0002_search_and_lists")]
    operations = [migrations.RunPython(down, up)]
