"""Rights on the queue's own tables, which come with procrastinate."""

from django.db import migrations

from fiks.felles.kontekst import policies

TABLES = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("procrastinate", "0041_post_retry_failed_job")]
    operations = [policies.machinery(table) for table in TABLES]
