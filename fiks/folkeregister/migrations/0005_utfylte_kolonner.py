import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("folkeregister", "0004_innbyggerlister")]

    operations = [
        migrations.AddField(
            "innbyggerliste",
            "utfylte",
            django.contrib.postgres.fields.ArrayField(models.TextField(), default=list),
        )
    ]
