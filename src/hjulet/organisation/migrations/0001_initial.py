import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Unit",
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
                            ("board", "nämnd"),
                            ("administration", "förvaltning"),
                            ("department", "avdelning"),
                            ("unit", "enhet"),
                            ("team", "team"),
                        ],
                        max_length=20,
                        verbose_name="typ",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
            ],
            options={
                "verbose_name": "enhet",
                "verbose_name_plural": "enheter",
                "indexes": [models.Index(fields=["name"], name="unit_name")],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="e-postadress"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("is_active", models.BooleanField(default=True, verbose_name="kan logga in")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="upplagt"),
                ),
                (
                    "home_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to="organisation.unit",
                        verbose_name="arbetar i",
                    ),
                ),
            ],
            options={
                "verbose_name": "konto",
                "verbose_name_plural": "konton",
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("staff", "medarbetare"),
                            ("unit_manager", "enhetschef"),
                            ("department_manager", "avdelningschef"),
                            ("administration_lead", "förvaltningsledning"),
                            ("quality_team", "kvalitetsteam"),
                            ("sas", "SAS (socialt ansvarig samordnare)"),
                            ("investigator", "utredare"),
                            ("data_protection_officer", "dataskyddsombud"),
                            ("registrar", "registrator"),
                            ("board_member", "nämndledamot"),
                            ("system_admin", "systemförvaltare"),
                        ],
                        max_length=30,
                        verbose_name="roll",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="till och med")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "roll",
                "verbose_name_plural": "roller",
                "indexes": [models.Index(fields=["account", "role"], name="role_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="role_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__isnull", False), ("role", "system_admin"), _connector="OR"
                        ),
                        name="role_has_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                (
                    "service_area",
                    models.CharField(blank=True, max_length=200, verbose_name="verksamhetsområde"),
                ),
                ("legal_basis", models.CharField(blank=True, max_length=60, verbose_name="lagrum")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="till och med")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_placements",
                        to="organisation.unit",
                        verbose_name="överordnad",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "placering",
                "verbose_name_plural": "placeringar",
                "indexes": [
                    models.Index(fields=["valid_from", "valid_to"], name="placement_period")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="placement_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("unit")), _negated=True),
                            _connector="OR",
                        ),
                        name="placement_not_under_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assess_within_working_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="bedömning inom (arbetsdagar)"
                    ),
                ),
                (
                    "quality_year_starts_in",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="kvalitetsåret börjar i månad"
                    ),
                ),
                (
                    "small_number_limit",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="små tal om personer döljs under"
                    ),
                ),
                (
                    "board",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settings",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "nämndens val",
                "verbose_name_plural": "nämndernas val",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("assess_within_working_days__gte", 1)),
                        name="board_assess_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quality_year_starts_in__gte", 1), ("quality_year_starts_in__lte", 12)
                        ),
                        name="board_year_month",
                    ),
                ],
            },
        ),
    ]
