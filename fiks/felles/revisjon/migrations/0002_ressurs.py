"""The history of one role: rows that tell about a resource are found without reading the whole log."""

from django.db import migrations

INDEX = (
    "CREATE INDEX revisjonslinje_ressurs ON revisjonslinje (virksomhet_id, (detaljer -> 'ressurs'), at DESC, id DESC) "
    "WHERE (detaljer -> 'ressurs') IS NOT NULL"
)


class Migration(migrations.Migration):
    dependencies = [("revisjon", "0001_initial")]
    operations = [migrations.RunSQL(INDEX, "DROP INDEX revisjonslinje_ressurs")]
