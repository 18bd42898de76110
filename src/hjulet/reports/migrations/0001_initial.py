import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="namn")),
                ("active", models.BooleanField(default=True, verbose_name="används")),
            ],
            options={
                "verbose_name": "kategori",
                "verbose_name_plural": "kategorier",
            },
        ),
        migrations.CreateModel(
            name="Cause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="namn")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="ordning")),
                ("active", models.BooleanField(default=True, verbose_name="används")),
            ],
            options={
                "verbose_name": "orsak",
                "verbose_name_plural": "orsaker",
            },
        ),
        migrations.CreateModel(
            name="DeviationType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("not_deviation", "ej avvikelse"),
                            ("lex_sarah", "lex Sarah"),
                            ("data_breach", "personuppgiftsincident"),
                            ("feedback", "synpunkt"),
                            ("deviation", "avvikelse"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="namn")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="ordning")),
                ("active", models.BooleanField(default=True, verbose_name="används")),
            ],
            options={
                "verbose_name": "typ",
                "verbose_name_plural": "typer",
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="namn")),
                ("target", models.CharField(max_length=20, verbose_name="gäller")),
                ("columns", models.JSONField(verbose_name="kolumner")),
            ],
            options={
                "verbose_name": "kolumnkoppling",
                "verbose_name_plural": "kolumnkopplingar",
            },
        ),
        migrations.CreateModel(
            name="ReferenceSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="år")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="senaste nummer")),
            ],
            options={
                "verbose_name": "nummerserie",
                "verbose_name_plural": "nummerserier",
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(max_length=60, unique=True, verbose_name="referens"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("form", "formuläret"), ("import", "fil")],
                        default="form",
                        max_length=10,
                    ),
                ),
                ("idempotency_key", models.UUIDField(blank=True, null=True, unique=True)),
                ("received_at", models.DateTimeField(verbose_name="inkom")),
                ("received_on", models.DateField(verbose_name="inkommen dag")),
                ("occurred_on", models.DateField(blank=True, null=True, verbose_name="inträffade")),
                (
                    "occurred_text",
                    models.CharField(blank=True, max_length=120, verbose_name="när, med ord"),
                ),
                ("what_happened", models.TextField(verbose_name="vad hände")),
                ("done_at_once", models.TextField(blank=True, verbose_name="gjordes direkt")),
                (
                    "affected",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Ja, någon påverkades"),
                            ("nearly", "Nej, men det kunde ha gått illa"),
                            ("no", "Nej"),
                            ("unknown", "Jag vet inte"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "may_be_serious",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Ja, det kan vara allvarligt"),
                            ("no", "Nej"),
                            ("unknown", "Jag vet inte"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "inkommen"),
                            ("assessed", "bedömd"),
                            ("investigating", "utreds"),
                            ("closed", "avslutad"),
                        ],
                        default="received",
                        max_length=15,
                        verbose_name="status",
                    ),
                ),
                (
                    "assess_by",
                    models.DateField(blank=True, null=True, verbose_name="bedöms senast"),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="avslutad")),
                (
                    "notified_ivo",
                    models.BooleanField(default=False, verbose_name="anmäld till IVO"),
                ),
                ("notified_ivo_on", models.DateField(blank=True, null=True)),
                (
                    "notified_imy",
                    models.BooleanField(default=False, verbose_name="anmäld till IMY"),
                ),
                ("notified_imy_on", models.DateField(blank=True, null=True)),
                (
                    "commissioned_by",
                    models.CharField(blank=True, max_length=120, verbose_name="uppdragsgivare"),
                ),
                ("restricted", models.BooleanField(default=False, verbose_name="sekretess")),
                ("touched", models.BooleanField(default=False, verbose_name="ändrad i Hjulet")),
                ("row_fingerprint", models.CharField(blank=True, max_length=64)),
                ("indexed", models.BooleanField(default=False, verbose_name="sökbar")),
                (
                    "board",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="nämnd",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.category",
                    ),
                ),
                (
                    "reported_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="enhet där det hände",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="rapporterad av",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapport",
                "verbose_name_plural": "rapporter",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("status", "closed")),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("closed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="report_closed_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notified_ivo_on__isnull", True),
                            ("notified_ivo", True),
                            _connector="OR",
                        ),
                        name="report_ivo_date_means_yes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notified_imy_on__isnull", True),
                            ("notified_imy", True),
                            _connector="OR",
                        ),
                        name="report_imy_date_means_yes",
                    ),
                ],
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("received_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="report_received",
                    ),
                    models.Index(
                        models.F("status"),
                        models.OrderBy(models.F("received_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="report_status",
                    ),
                    models.Index(
                        models.F("category"),
                        models.OrderBy(models.F("received_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="report_category",
                    ),
                    models.Index(
                        models.F("reporter"),
                        models.OrderBy(models.F("received_at"), descending=True),
                        condition=models.Q(("reporter__isnull", False)),
                        name="report_reporter",
                    ),
                    models.Index(
                        condition=models.Q(("indexed", False)),
                        fields=["id"],
                        name="report_not_indexed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="sparat")),
                ("fields", models.JSONField(default=dict, verbose_name="ifyllt")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "utkast till bedömning",
                "verbose_name_plural": "utkast till bedömningar",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "account"), name="assessment_draft_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("assessed_at", models.DateTimeField(verbose_name="bedömd")),
                (
                    "source",
                    models.CharField(
                        choices=[("form", "formuläret"), ("import", "fil")],
                        default="form",
                        max_length=10,
                    ),
                ),
                ("type_ids", models.JSONField(verbose_name="typer")),
                ("unit_ids", models.JSONField(verbose_name="enheter")),
                ("cause_ids", models.JSONField(default=list, verbose_name="orsaker")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=500, verbose_name="lagrum"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="skäl")),
                ("comment", models.TextField(blank=True, verbose_name="bedömning med egna ord")),
                (
                    "assessed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.category",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "bedömning",
                "verbose_name_plural": "bedömningar",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "number"), name="assessment_number_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted_at", models.DateTimeField(verbose_name="från")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "åtkomst",
                "verbose_name_plural": "åtkomster",
                "constraints": [
                    models.UniqueConstraint(fields=("report", "account"), name="grant_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportAddition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="när")),
                ("text", models.TextField(verbose_name="tillagt")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="additions",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "tillägg",
                "verbose_name_plural": "tillägg",
            },
        ),
        migrations.CreateModel(
            name="ReportAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilaga",
                "verbose_name_plural": "bilagor",
            },
        ),
        migrations.CreateModel(
            name="ReportCause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.cause",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cause_links",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapportens orsak",
                "verbose_name_plural": "rapportens orsaker",
                "constraints": [
                    models.UniqueConstraint(fields=("report", "cause"), name="report_cause_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="när")),
                (
                    "source",
                    models.CharField(
                        choices=[("form", "formuläret"), ("import", "fil")], max_length=10
                    ),
                ),
                ("field", models.CharField(max_length=40, verbose_name="fält")),
                ("before", models.TextField(blank=True, verbose_name="före")),
                ("after", models.TextField(blank=True, verbose_name="efter")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "rättelse",
                "verbose_name_plural": "rättelser",
            },
        ),
        migrations.CreateModel(
            name="ReportDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="sparat")),
                ("fields", models.JSONField(default=dict, verbose_name="ifyllt")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "utkast",
                "verbose_name_plural": "utkast",
            },
        ),
        migrations.CreateModel(
            name="ReportFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("board_id", models.BigIntegerField()),
                ("administration_id", models.BigIntegerField(null=True)),
                ("department_id", models.BigIntegerField(null=True)),
                ("unit_id", models.BigIntegerField()),
                ("received_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("category_id", models.BigIntegerField(null=True)),
                ("ivo", models.BooleanField(default=False)),
                ("imy", models.BooleanField(default=False)),
                ("commissioned", models.BooleanField(default=False)),
                ("f_unit", models.SmallIntegerField(default=0)),
                ("f_department_type", models.SmallIntegerField(default=0)),
                ("f_department", models.SmallIntegerField(default=0)),
                ("f_administration_type", models.SmallIntegerField(default=0)),
                ("f_administration", models.SmallIntegerField(default=0)),
                ("f_board_type", models.SmallIntegerField(default=0)),
                ("f_board", models.SmallIntegerField(default=0)),
                ("f_type", models.SmallIntegerField(default=0)),
                ("f_all", models.SmallIntegerField(default=0)),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="reports.report",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.deviationtype",
                    ),
                ),
            ],
            options={
                "verbose_name": "räknerad",
                "verbose_name_plural": "räknerader",
                "constraints": [
                    models.UniqueConstraint(fields=("report", "type", "unit_id"), name="fact_once"),
                ],
                "indexes": [
                    models.Index(
                        fields=[
                            "received_on",
                            "board_id",
                            "administration_id",
                            "department_id",
                            "unit_id",
                            "type",
                            "f_unit",
                            "f_department_type",
                            "f_department",
                            "f_administration_type",
                            "f_administration",
                            "f_board_type",
                            "f_board",
                            "f_type",
                            "f_all",
                            "commissioned",
                            "category_id",
                            "report",
                            "ivo",
                            "imy",
                            "closed_on",
                        ],
                        name="fact_received",
                    ),
                    models.Index(
                        condition=models.Q(("closed_on__isnull", False)),
                        fields=[
                            "closed_on",
                            "board_id",
                            "administration_id",
                            "department_id",
                            "unit_id",
                            "type",
                            "f_unit",
                            "f_department_type",
                            "f_department",
                            "f_administration_type",
                            "f_administration",
                            "f_board_type",
                            "f_board",
                            "f_type",
                            "f_all",
                            "commissioned",
                            "category_id",
                            "report",
                            "ivo",
                            "imy",
                        ],
                        name="fact_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("counting", models.CharField(max_length=8)),
                ("span", models.CharField(max_length=7)),
                ("board_id", models.BigIntegerField()),
                ("administration_id", models.BigIntegerField()),
                ("department_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("type_id", models.BigIntegerField()),
                ("commissioned", models.BooleanField()),
                ("n", models.IntegerField()),
                ("f_unit", models.IntegerField()),
                ("f_department_type", models.IntegerField()),
                ("f_department", models.IntegerField()),
                ("f_administration_type", models.IntegerField()),
                ("f_administration", models.IntegerField()),
                ("f_board_type", models.IntegerField()),
                ("f_board", models.IntegerField()),
                ("f_type", models.IntegerField()),
                ("f_all", models.IntegerField()),
                ("o_unit", models.IntegerField()),
                ("o_department", models.IntegerField()),
                ("o_administration", models.IntegerField()),
                ("o_board", models.IntegerField()),
                ("o_all", models.IntegerField()),
            ],
            options={
                "verbose_name": "summa av räknerader",
                "verbose_name_plural": "summor av räknerader",
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "counting",
                            "span",
                            "board_id",
                            "department_id",
                            "unit_id",
                            "type_id",
                            "administration_id",
                            "commissioned",
                        ),
                        name="sum_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="type_links",
                        to="reports.report",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.deviationtype",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapportens typ",
                "verbose_name_plural": "rapportens typer",
                "constraints": [
                    models.UniqueConstraint(fields=("report", "type"), name="report_type_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_links",
                        to="reports.report",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapportens enhet",
                "verbose_name_plural": "rapportens enheter",
                "constraints": [
                    models.UniqueConstraint(fields=("report", "unit"), name="report_unit_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="när")),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("received", "inkommen"),
                            ("assessed", "bedömd"),
                            ("investigating", "utreds"),
                            ("closed", "avslutad"),
                        ],
                        max_length=15,
                        verbose_name="före",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("received", "inkommen"),
                            ("assessed", "bedömd"),
                            ("investigating", "utreds"),
                            ("closed", "avslutad"),
                        ],
                        max_length=15,
                        verbose_name="efter",
                    ),
                ),
                ("reason", models.TextField(verbose_name="skäl")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="status_changes",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "ändrad status",
                "verbose_name_plural": "ändrade statusar",
            },
        ),
    ]
