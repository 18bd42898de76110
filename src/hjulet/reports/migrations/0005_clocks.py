"""How long an assessment may take becomes a Deadline, and what waits gets its clock."""

from urllib.parse import quote

from django.db import migrations

DEFAULT = 5


def forward(apps, editor):
    deadlines = apps.get_model("calendar", "Deadline")
    for row in apps.get_model("organisation", "BoardSettings").objects.order_by("pk"):
        if row.assess_within_working_days != DEFAULT:
            deadlines.objects.create(
                kind="report.assess",
                board_id=row.board_id,
                amount=row.assess_within_working_days,
                span="working_days",
            )
    clocks = apps.get_model("calendar", "Clock")
    waiting = apps.get_model("reports", "Report").objects.filter(
        status="received", assess_by__isnull=False
    )
    clocks.objects.bulk_create(
        (
            clocks(
                kind="report.assess",
                subject_id=row.pk,
                reference=row.reference,
                path=f"/rapporter/{quote(row.reference)}/",
                board_id=row.board_id,
                unit_id=row.reported_unit_id,
                role="quality_team",
                confidential=row.restricted,
                started_at=row.received_at,
                due_on=row.assess_by,
            )
            for row in waiting.order_by("pk").iterator(chunk_size=2000)
        ),
        batch_size=500,
    )


def backward(apps, editor):
    apps.get_model("calendar", "Clock").objects.filter(kind="report.assess").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("calendar", "0001_initial"),
        ("organisation", "0002_absence"),
        ("reports", "0004_findings"),
    ]
    run_before = [("organisation", "0003_deadlines_are_data")]
    operations = [migrations.RunPython(forward, backward)]
