from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.BigIntegerField(unique=True, verbose_name="nummer")),
                ("at", models.DateTimeField(verbose_name="när")),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="vem (konto)")),
                ("verb", models.CharField(max_length=60, verbose_name="vad")),
                ("subject_kind", models.CharField(max_length=40, verbose_name="slag av sak")),
                ("subject_id", models.CharField(max_length=40, verbose_name="sakens nyckel")),
                ("confidential", models.BooleanField(default=False, verbose_name="rör sekretess")),
                ("keys", models.TextField(default="{}", verbose_name="nycklar (JSON)")),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "journalhändelse",
                "verbose_name_plural": "journalhändelser",
                "indexes": [
                    models.Index(
                        fields=["subject_kind", "subject_id", "seq"], name="event_subject"
                    ),
                    models.Index(fields=["actor_id", "seq"], name="event_actor"),
                    models.Index(fields=["verb", "seq"], name="event_verb"),
                ],
            },
        ),
    ]
