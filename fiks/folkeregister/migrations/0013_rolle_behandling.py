import django.db.models.deletion
from django.db import migrations, models

# A role can never name another organisation's record.
SAME_VIRKSOMHET = (
    "ALTER TABLE registerrolle ADD CONSTRAINT registerrolle_behandling_i_virksomhet"
    " FOREIGN KEY (behandling_id, virksomhet_id) REFERENCES behandling (id, virksomhet_id)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("digiorden", "0002_protokoll"),
        ("folkeregister", "0012_ventende_ordindekser"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerrolle",
            name="behandling",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="digiorden.behandling"),
        ),
        migrations.RunSQL(
            SAME_VIRKSOMHET,
            "ALTER TABLE registerrolle DROP CONSTRAINT registerrolle_behandling_i_virksomhet",
        ),
    ]
