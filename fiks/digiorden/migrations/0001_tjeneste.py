from django.db import migrations

SERVICE = (
    "INSERT INTO tjeneste (kode, navn, beskrivelse) VALUES ('DIGIORDEN', 'Fiks digiorden', "
    "'Behandlinger, applikasjoner, ROS og DPIA.')"
)


class Migration(migrations.Migration):
    dependencies = [("tilgang", "0001_initial")]

    operations = [migrations.RunSQL(SERVICE, "DELETE FROM tjeneste WHERE kode = 'DIGIORDEN'")]
