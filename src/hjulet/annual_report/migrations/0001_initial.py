import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("template", models.CharField(max_length=40, verbose_name="mall")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("period_key", models.CharField(max_length=40, verbose_name="period")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="utgåva")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("frozen", "fryst"),
                            ("published", "publicerad"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="öppnad")),
                ("frozen_at", models.DateTimeField(null=True, verbose_name="fryst")),
                (
                    "decision_dnr",
                    models.CharField(blank=True, max_length=60, verbose_name="diarienummer"),
                ),
                (
                    "decision_paragraph",
                    models.CharField(blank=True, max_length=20, verbose_name="paragraf"),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                ("published_at", models.DateTimeField(null=True, verbose_name="publicerad")),
                (
                    "slug",
                    models.SlugField(max_length=120, null=True, unique=True, verbose_name="adress"),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="nämnd",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_editions",
                        to="annual_report.edition",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="siffror för",
                    ),
                ),
            ],
            options={
                "verbose_name": "utgåva",
                "verbose_name_plural": "utgåvor",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("board", "unit", "template", "period_key", "number"),
                        name="edition_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("frozen_at__isnull", True), ("status", "draft")),
                            models.Q(
                                models.Q(("status", "draft"), _negated=True),
                                ("frozen_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="edition_frozen_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", False),
                                ("slug__isnull", False),
                                ("status", "published"),
                            ),
                            models.Q(
                                models.Q(("status", "published"), _negated=True),
                                ("published_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="edition_published_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("html", "webbsida"), ("pdf", "PDF"), ("docx", "Word")],
                        max_length=5,
                    ),
                ),
                ("path", models.CharField(max_length=200, verbose_name="var den ligger")),
                ("sha256", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                ("size", models.PositiveIntegerField(verbose_name="storlek i byte")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="annual_report.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "utgåvans fil",
                "verbose_name_plural": "utgåvans filer",
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "format"), name="edition_file_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="siffrans nyckel")),
                ("params", models.CharField(max_length=500, verbose_name="parametrar (JSON)")),
                ("figure", models.JSONField(verbose_name="siffran")),
                ("counted_at", models.DateTimeField(verbose_name="räknad")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="annual_report.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "fryst siffra",
                "verbose_name_plural": "frysta siffror",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "key", "params"), name="frozen_figure_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="nyckel i mallen")),
                ("order", models.PositiveSmallIntegerField(verbose_name="ordning")),
                ("level", models.PositiveSmallIntegerField(default=2, verbose_name="nivå")),
                ("title", models.CharField(max_length=200, verbose_name="rubrik")),
                ("body", models.JSONField(verbose_name="text")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "ej påbörjat"),
                            ("under_way", "pågår"),
                            ("done", "klart"),
                        ],
                        default="not_started",
                        max_length=12,
                    ),
                ),
                ("saved_at", models.DateTimeField(null=True, verbose_name="sparat")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="annual_report.edition",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriver",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "avsnitt",
                "verbose_name_plural": "avsnitt",
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "key"), name="section_key_once"),
                    models.UniqueConstraint(fields=("edition", "order"), name="section_order_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("body", models.JSONField(verbose_name="text")),
                ("saved_at", models.DateTimeField(verbose_name="sparat")),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="annual_report.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "tidigare text",
                "verbose_name_plural": "tidigare texter",
                "indexes": [
                    models.Index(
                        models.F("section"),
                        models.OrderBy(models.F("version"), descending=True),
                        name="section_version_latest",
                    ),
                ],
            },
        ),
    ]
