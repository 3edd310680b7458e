import uuid

from django.db import migrations, models

from fiks.felles.kontekst import policies


class Migration(migrations.Migration):
    initial = True

    dependencies = [("sessions", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Oekt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("sid", models.TextField()),
                ("sub", models.TextField()),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "db_table": "oekt",
                "indexes": [
                    models.Index(fields=["sid"], name="oekt_sid"),
                    models.Index(fields=["sub"], name="oekt_sub"),
                    models.Index(fields=["seen_at"], name="oekt_seen_at"),
                    models.Index(fields=["started_at"], name="oekt_started_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Utloggingstoken",
            fields=[
                ("jti", models.TextField(primary_key=True, serialize=False)),
                ("used_at", models.DateTimeField()),
            ],
            options={
                "db_table": "utloggingstoken",
                "indexes": [models.Index(fields=["used_at"], name="utloggingstoken_used_at")],
            },
        ),
        policies.machinery("oekt"),
        policies.machinery("utloggingstoken"),
        policies.machinery("django_session"),
    ]
