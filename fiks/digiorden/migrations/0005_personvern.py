import uuid
from datetime import timedelta

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies

# A row can never name another organisation's person as its handler.
SAME_VIRKSOMHET = [
    f"ALTER TABLE {table} ADD CONSTRAINT {table}_samme_virksomhet FOREIGN KEY (behandler_id, virksomhet_id)"
    " REFERENCES bruker (id, virksomhet_id)"
    for table in ("henvendelse", "personvernavvik")
]


class Migration(migrations.Migration):
    dependencies = [
        ("digiorden", "0004_vurdering"),
        ("virksomhet", "0002_kontakter"),
    ]

    operations = [
        migrations.CreateModel(
            name="Henvendelse",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("aar", models.SmallIntegerField()),
                ("loepenummer", models.IntegerField()),
                (
                    "slag",
                    models.TextField(
                        choices=[
                            ("INNSYN", "Innsyn"),
                            ("RETTING", "Retting"),
                            ("SLETTING", "Sletting"),
                            ("BEGRENSNING", "Begrensning"),
                            ("PROTEST", "Protest"),
                            ("DATAPORTABILITET", "Dataportabilitet"),
                            ("KLAGE", "Klage"),
                        ]
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("MOTTATT", "Mottatt"),
                            ("UNDER_ARBEID", "Under arbeid"),
                            ("VENTER", "Venter på personen"),
                            ("BESVART", "Besvart"),
                            ("AVSLAATT", "Avslått"),
                            ("TRUKKET", "Trukket"),
                        ],
                        default="MOTTATT",
                    ),
                ),
                ("navn", models.TextField()),
                ("kontaktvei", models.TextField(blank=True)),
                ("beskrivelse", models.TextField()),
                ("mottatt_date", models.DateField()),
                ("frist_date", models.DateField()),
                ("forlenget_til", models.DateField(null=True)),
                ("forlenget_grunn", models.TextField(blank=True)),
                ("fortalt_date", models.DateField(null=True)),
                ("saksnummer", models.TextField(blank=True)),
                ("svar", models.TextField(blank=True)),
                ("svar_date", models.DateField(null=True)),
                ("paaminnet_date", models.DateField(null=True)),
                ("versjon", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "behandler",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="virksomhet.bruker"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "henvendelse",
                "indexes": [models.Index(fields=["virksomhet", "-mottatt_date", "-id"], name="henvendelse_mottatt")],
                "constraints": [
                    models.UniqueConstraint(fields=("virksomhet", "aar", "loepenummer"), name="henvendelse_nummer"),
                    models.CheckConstraint(
                        condition=models.Q(("frist_date__gt", models.F("mottatt_date"))), name="henvendelse_frist"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("forlenget_grunn", ""), ("forlenget_til__isnull", True), ("fortalt_date__isnull", True)
                            ),
                            models.Q(
                                ("forlenget_til__gt", models.F("frist_date")),
                                ("fortalt_date__isnull", False),
                                models.Q(("forlenget_grunn", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="henvendelse_forlenget",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("MOTTATT", "UNDER_ARBEID", "VENTER")), ("svar_date__isnull", True)
                            ),
                            models.Q(
                                models.Q(("status__in", ("MOTTATT", "UNDER_ARBEID", "VENTER")), _negated=True),
                                ("svar_date__gte", models.F("mottatt_date")),
                                ("svar_date__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="henvendelse_svar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Personvernavvik",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("aar", models.SmallIntegerField()),
                ("loepenummer", models.IntegerField()),
                ("tittel", models.TextField()),
                (
                    "arter",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("KONFIDENSIALITET", "Noen fikk se det de ikke skulle"),
                                ("INTEGRITET", "Opplysninger ble endret"),
                                ("TILGJENGELIGHET", "Opplysninger ble borte eller utilgjengelige"),
                            ]
                        ),
                        size=None,
                    ),
                ),
                ("hendt", models.TextField(blank=True)),
                ("oppdaget_at", models.DateTimeField()),
                ("beskrivelse", models.TextField()),
                ("registrerte", models.TextField(blank=True)),
                ("antall_registrerte", models.IntegerField(null=True)),
                ("opplysninger", models.TextField(blank=True)),
                ("antall_poster", models.IntegerField(null=True)),
                ("konsekvenser", models.TextField(blank=True)),
                ("tiltak", models.TextField(blank=True)),
                (
                    "risiko",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("USANNSYNLIG", "Lite trolig at avviket gir risiko"),
                            ("RISIKO", "Risiko"),
                            ("HOEY", "Høy risiko"),
                        ],
                    ),
                ),
                ("risiko_grunn", models.TextField(blank=True)),
                ("meldt_at", models.DateTimeField(null=True)),
                ("meldt_referanse", models.TextField(blank=True)),
                ("forsinket_grunn", models.TextField(blank=True)),
                ("ikke_meldt_grunn", models.TextField(blank=True)),
                (
                    "underretning",
                    models.TextField(
                        choices=[
                            ("IKKE_VURDERT", "Ikke vurdert ennå"),
                            ("UNDERRETTET", "De registrerte er underrettet"),
                            ("IKKE_HOEY", "Nei, risikoen er ikke høy"),
                            ("BESKYTTET", "Nei, opplysningene var beskyttet, for eksempel kryptert"),
                            ("TILTAK", "Nei, tiltak etterpå har fjernet den høye risikoen"),
                            ("OFFENTLIG", "Nei, hver enkelt er for krevende å nå. Det er kunngjort offentlig"),
                        ],
                        default="IKKE_VURDERT",
                    ),
                ),
                ("underrettet_date", models.DateField(null=True)),
                ("underretning_grunn", models.TextField(blank=True)),
                ("saksnummer", models.TextField(blank=True)),
                ("lukket_at", models.DateTimeField(null=True)),
                ("lukket_by", models.TextField(blank=True)),
                ("paaminnet_at", models.DateTimeField(null=True)),
                ("versjon", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "behandler",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="virksomhet.bruker"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "personvernavvik",
                "indexes": [
                    models.Index(fields=["virksomhet", "-oppdaget_at", "-id"], name="personvernavvik_oppdaget")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("virksomhet", "aar", "loepenummer"), name="personvernavvik_nummer"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("meldt_at__isnull", True),
                            models.Q(
                                ("meldt_at__gte", models.F("oppdaget_at")),
                                ("meldt_at__lte", models.F("oppdaget_at") + timedelta(days=3)),
                            ),
                            models.Q(
                                ("meldt_at__gt", models.F("oppdaget_at")),
                                models.Q(("forsinket_grunn", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="personvernavvik_forsinket",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lukket_at__isnull", True),
                            models.Q(
                                models.Q(
                                    ("meldt_at__isnull", False),
                                    models.Q(
                                        models.Q(("ikke_meldt_grunn", ""), _negated=True), ("risiko", "USANNSYNLIG")
                                    ),
                                    _connector="OR",
                                ),
                                models.Q(("risiko", ""), _negated=True),
                                models.Q(("underretning", "IKKE_VURDERT"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="personvernavvik_lukket",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("underrettet_date__isnull", True),
                            ("underretning__in", ["UNDERRETTET", "OFFENTLIG"]),
                            _connector="OR",
                        ),
                        name="personvernavvik_underrettet",
                    ),
                ],
            },
        ),
        policies.owned("henvendelse", app=policies.KEEP),
        policies.owned("personvernavvik", app=policies.KEEP),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
    ]
