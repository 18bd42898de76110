from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="nyckel")),
                ("name", models.CharField(max_length=200, verbose_name="filnamn")),
                ("media_type", models.CharField(max_length=100, verbose_name="filtyp")),
                ("size", models.PositiveIntegerField(verbose_name="storlek i byte")),
                ("sha256", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                ("kept_at", models.DateTimeField(verbose_name="sparad")),
            ],
            options={
                "verbose_name": "fil",
                "verbose_name_plural": "filer",
            },
        ),
    ]
