from django.db import migrations, models

# Who can be found by where she stays can be found, though her home is graded.
CLEAR = "UPDATE person SET oppholdskommune = NULL WHERE skjoldet AND oppholdskommune IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("folkeregister", "0010_vask")]

    operations = [
        migrations.RunSQL(CLEAR, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("skjoldet", False), ("oppholdskommune", None), _connector="OR"),
                name="person_skjoldet_uten_opphold",
            ),
        ),
    ]
