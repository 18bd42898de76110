import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_one_tree_of_causes")]
    operations = [
        migrations.AlterField(
            model_name="reportcause",
            name="cause",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="findings.cause",
            ),
        ),
        migrations.DeleteModel(name="Cause"),
        migrations.CreateModel(
            name="ReportFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="findings.finding",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_links",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapportens fynd",
                "verbose_name_plural": "rapporternas fynd",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "finding"), name="report_finding_once"
                    ),
                ],
            },
        ),
    ]
