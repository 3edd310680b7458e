"""The register copy: one row a person in typed columns, the document beside it, addresses in rows (docs/adr/0006).

The same for all organisations, so no row policies. No foreign keys between the tables: a person's rows are always replaced
together, by `loading` alone, and constraints would cost a third of the loading.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


# Pages and lists of events go three years back; what is older is not in their indexes, which so stay small.
EVENTS_FROM = date(2023, 1, 1)


class Nummer(_Text):
    """A national number. Spelled so that Django adds no second index for LIKE; the C collation makes it needless."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs |= {"max_length": 11, "db_collation": "C"}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gave them

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002 - Django's signature
        """The column's type."""
        return "character varying(11)"


def _key(*, null: bool = False) -> "models.TextField[str, str]":
    """A sorting key: compared by byte, as Norwegian order is already in it (felles/koder)."""
    return models.TextField(db_collation="C", null=null)


class Adresseslag(models.TextChoices):
    """Which element of the document an address comes from."""

    BOSTED = "BOSTED", "Bostedsadresse"
    OPPHOLD = "OPPHOLD", "Oppholdsadresse"
    DELT = "DELT", "Delt bosted"
    POST = "POST", "Postadresse"
    UTLAND = "UTLAND", "Postadresse i utlandet"


class Plassering(models.Model):
    """Where an address is. `adresse` is one line to print; `husholdning` is the same for all in one dwelling, and NULL
    when the register does not tell which dwelling it is.
    """

    kommunenummer = models.TextField(db_collation="C", null=True)
    adresse = models.TextField(null=True)
    co_adressenavn = models.TextField(null=True)
    adressesortering = _key(null=True)
    husnummer = models.TextField(null=True)
    husbokstav = models.TextField(null=True)
    bruksenhetsnummer = models.TextField(null=True)
    postnummer = models.TextField(db_collation="C", null=True)
    poststed = models.TextField(null=True)
    grunnkrets = models.IntegerField(null=True)
    skolekrets = models.IntegerField(null=True)
    stemmekrets = models.IntegerField(null=True)
    adresse_id = models.TextField(db_collation="C", null=True)
    husholdning = models.TextField(db_collation="C", null=True)
    flyttedato = models.DateField(null=True)

    class Meta:
        abstract = True


_PLACE = [
    "kommunenummer",
    "adresse",
    "co_adressenavn",
    "adressesortering",
    "husnummer",
    "husbokstav",
    "bruksenhetsnummer",
    "postnummer",
    "poststed",
    "grunnkrets",
    "skolekrets",
    "stemmekrets",
    "adresse_id",
    "husholdning",
    "flyttedato",
    "innflyttet_kommune_date",
]


class Person(Plassering):
    """A person under the current number. The place is that of the current bostedsadresse, and only when it is ungraded
    and the person has no address protection; else every place column is NULL and `skjoldet` says so.

    `status` is the register's true status, confidential ones too. `graderingsnivaa` is confidential in itself.
    `navnetokener` are the folded words of the current name, `tidligere_navnetokener` those of former names only.
    """

    identifikator = Nummer(primary_key=True)
    identifikatortype = models.TextField(null=True)
    status = models.TextField(null=True)
    fornavn = models.TextField(null=True)
    mellomnavn = models.TextField(null=True)
    etternavn = models.TextField(null=True)
    sorteringsnavn = _key()
    navnetokener = ArrayField(models.TextField(db_collation="C"))
    tidligere_navnetokener = ArrayField(models.TextField(db_collation="C"))
    foedselsdato = models.DateField(null=True)
    foedselsaar = models.SmallIntegerField(null=True)
    kjoenn = models.TextField(null=True)
    doedsdato = models.DateField(null=True)
    sivilstand = models.TextField(null=True)
    statsborgerskap = ArrayField(models.TextField())
    graderingsnivaa = models.TextField(null=True)
    skjoldet = models.BooleanField()
    oppholdskommune = models.TextField(db_collation="C", null=True)
    innflyttet_kommune_date = models.DateField(null=True)

    class Meta:
        db_table = "person"
        constraints = [
            models.CheckConstraint(
                condition=Q(skjoldet=False) | Q(**dict.fromkeys(_PLACE)),
                name="person_skjoldet_uten_sted",
            ),
            models.CheckConstraint(
                condition=Q(graderingsnivaa=None) | Q(skjoldet=True, oppholdskommune=None),
                name="person_gradert_er_skjoldet",
            ),
            # A stay tells as much as a home of who finds her.
            models.CheckConstraint(
                condition=Q(skjoldet=False) | Q(oppholdskommune=None), name="person_skjoldet_uten_opphold"
            ),
        ]
        indexes = [
            models.Index(
                fields=["kommunenummer", "sorteringsnavn", "identifikator"],
                condition=Q(kommunenummer__isnull=False),
                name="person_kommune_navn",
            ),
            models.Index(
                fields=["kommunenummer", "adressesortering", "identifikator"],
                condition=Q(kommunenummer__isnull=False),
                name="person_kommune_adresse",
            ),
            models.Index(
                fields=["kommunenummer", "innflyttet_kommune_date"],
                condition=Q(innflyttet_kommune_date__gte=EVENTS_FROM),
                name="person_innflyttet",
            ),
            models.Index(fields=["husholdning"], condition=Q(husholdning__isnull=False), name="person_husholdning"),
            models.Index(fields=["oppholdskommune"], condition=Q(oppholdskommune__isnull=False), name="person_opphold"),
            models.Index(fields=["identifikator"], condition=Q(skjoldet=True), name="person_skjoldet"),
            models.Index(fields=["foedselsdato"], name="person_foedselsdato"),
            # Indexes on expressions are made by migrations 0006 and 0012: person_soek and person_alle_navn
            # (soek/spoerring.py), and person_kommune_alder, from which alone counts by age of those who live in a
            # municipality are answered (lister/predikat.py).
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.fornavn, self.mellomnavn, self.etternavn)))


class Persondokument(models.Model):
    """The whole document, as received, compressed (codec). `hash` tells whether it has changed since."""

    identifikator = Nummer(primary_key=True)
    dokument = models.BinaryField()
    hash = models.BinaryField()
    lest_at = models.DateTimeField()

    class Meta:
        db_table = "persondokument"

    def __str__(self) -> str:
        return f"Dokument lest {self.lest_at:%d.%m.%Y}"


class Dokumentordbok(models.Model):
    """A dictionary that documents are compressed with; `id` is the one that each compressed document carries."""

    id = models.BigIntegerField(primary_key=True)
    ordbok = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "dokumentordbok"

    def __str__(self) -> str:
        return f"Ordbok {self.id}"


class Identifikator(models.Model):
    """A number that is no longer current, changed or merged, and the person it leads to. Current ones stand on Person."""

    nummer = Nummer(primary_key=True)
    person = Nummer()

    class Meta:
        db_table = "identifikator"
        indexes = [models.Index(fields=["person"], name="identifikator_person")]

    def __str__(self) -> str:
        return "Tidligere nummer"


class Navnetoken(models.Model):
    """Every folded word that stands in some name, with its phonetic key. A dictionary: it tells nothing about persons."""

    token = models.TextField(db_collation="C")
    noekkel = models.TextField(db_collation="C")

    class Meta:
        db_table = "navnetoken"
        constraints = [models.UniqueConstraint(fields=["token"], name="navnetoken_token")]
        indexes = [models.Index(fields=["noekkel"], name="navnetoken_noekkel")]

    def __str__(self) -> str:
        return self.token


class Gate(models.Model):
    """A street of a municipality, where somebody has or has had an ungraded home. Tells nothing about persons."""

    kommunenummer = models.TextField(db_collation="C")
    navn = models.TextField()
    noekkel = _key()

    class Meta:
        db_table = "gate"
        constraints = [models.UniqueConstraint(fields=["noekkel", "kommunenummer"], name="gate_i_kommune")]

    def __str__(self) -> str:
        return self.navn


class AnnetNummer(models.Model):
    """A number that others than the register have given a person: DUF, or one of a foreign state. Confidential."""

    class Slag(models.TextChoices):
        """Who gave it."""

        DUF = "DUF", "DUF-nummer"
        UTENLANDSK = "UTENLANDSK", "Utenlandsk nummer"

    pk = models.CompositePrimaryKey("person", "nr")
    person = Nummer()
    nr = models.SmallIntegerField()
    slag = models.TextField(choices=Slag.choices)
    nummer = models.TextField(db_collation="C")
    land = models.TextField(null=True)
    gjeldende = models.BooleanField()

    class Meta:
        db_table = "annet_nummer"
        indexes = [models.Index(fields=["nummer"], name="annet_nummer_nummer")]

    def __str__(self) -> str:
        return self.get_slag_display()


class Adresserad(Plassering):
    """One address of a person, current or former. `nr` counts within the person, newest first in each kind."""

    pk = models.CompositePrimaryKey("person", "nr")
    person = Nummer()
    nr = models.SmallIntegerField()
    slag = models.TextField(choices=Adresseslag.choices)
    gjeldende = models.BooleanField()
    from_date = models.DateField(null=True)
    until_date = models.DateField(null=True)

    class Meta:
        abstract = True


class Adresse(Adresserad):
    """An ungraded address of a person without address protection. Who is strengt fortrolig has none, here or elsewhere.

    The home that stands in `person`, with its municipality, is not repeated here; its `nr` is left out.
    `avgang` tells that the home ended with a move out of the municipality (FLYTTET) or with death (DOED), on `avgang_date`.
    """

    avgang = models.TextField(null=True)
    avgang_date = models.DateField(null=True)
    avgang_registrert_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "adresse"
        indexes = [
            models.Index(
                fields=["kommunenummer", "adressesortering"],
                condition=Q(slag="BOSTED", gjeldende=False),
                name="adresse_tidligere",
            ),
            # Who died here or moved from here: those few rows alone.
            models.Index(
                fields=["kommunenummer", "avgang", "avgang_date"],
                condition=Q(avgang_date__gte=EVENTS_FROM),
                name="adresse_avgang",
            ),
        ]

    def __str__(self) -> str:
        return self.adresse or self.get_slag_display()


class GradertAdresse(Adresserad):
    """An address that is graded itself, or any address of a person who is fortrolig. The app's role has no rights here:
    it is reached by the database function `graderte_adresser` alone (graded.py).
    """

    gradering = models.TextField()

    class Meta:
        db_table = "gradert_adresse"

    def __str__(self) -> str:
        return self.get_slag_display()


class Verge(models.Model):
    """A person's current guardian, by the number that her document names him; `slag` is the kind of guardianship."""

    pk = models.CompositePrimaryKey("person", "verge")
    person = Nummer()
    verge = Nummer()
    slag = models.TextField(null=True)

    class Meta:
        db_table = "verge"
        indexes = [models.Index(fields=["verge"], name="verge_verge")]

    def __str__(self) -> str:
        return "Vergemål"
