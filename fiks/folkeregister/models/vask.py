"""Washes of lists: from the upload until the result is deleted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fiks.felles.lager.models import Dokument
from fiks.folkeregister.models.innbyggerliste import Filformat
from fiks.folkeregister.models.listearbeid import COUNTED_AND_LOGGED, Filnedlasting, Listearbeid


class Vaskestatus(models.TextChoices):
    """Where a wash is in its life. Those of a list, and before them the time when columns are chosen."""

    LASTET_OPP = "LASTET_OPP", _("Ikke bestilt")
    BESTILT = "BESTILT", _("Bestilt")
    I_ARBEID = "I_ARBEID", _("Vaskes")
    FERDIG = "FERDIG", _("Klar")
    FEILET = "FEILET", _("Feilet")
    AVBRUTT = "AVBRUTT", _("Avbrutt")
    SLETTET = "SLETTET", _("Slettet")


# As long as somebody chooses columns; then what was uploaded is destroyed.
DRAFT_MINUTES = 60
# As long as a wash may take, its attempts included, before it counts as stranded.
MOST_HOURS = 24


class Vask(Listearbeid):
    """One wash.

    `opplastet` is the file as it was uploaded, encrypted; it is destroyed when the wash has ended, however it ended, and a
    wash that nobody orders is destroyed after DRAFT_MINUTES. `inndeling` says how it was understood: which sheet, row of
    headings, and which column is what; never what stands in it.
    """

    GJORT, VENTET = "antall_vasket", "antall_rader"

    status = models.TextField(choices=Vaskestatus.choices, default=Vaskestatus.LASTET_OPP)
    opplastet = models.OneToOneField(Dokument, models.PROTECT, null=True, related_name="vask_av")
    inndeling = models.JSONField(default=dict)
    filformat = models.TextField(choices=Filformat.choices, default=Filformat.XLSX)
    antall_rader = models.IntegerField(default=0)
    antall_vasket = models.IntegerField(default=0)
    utfall = models.JSONField(default=dict)

    class Meta(Listearbeid.Meta):
        db_table = "vask"
        constraints = [
            *Listearbeid.Meta.constraints,
            models.CheckConstraint(condition=COUNTED_AND_LOGGED, name="vask_vasket"),
            models.CheckConstraint(
                condition=Q(opplastet=None) | Q(status__in=["LASTET_OPP", "BESTILT", "I_ARBEID"]),
                name="vask_opplastet_slettes",
            ),
        ]

    def __str__(self) -> str:
        return self.filnavn or f"{self.get_status_display()} {self.bestilt_at:%d.%m.%Y}"

    @property
    def is_draft(self) -> bool:
        return self.status == Vaskestatus.LASTET_OPP


class Vaskenedlasting(Filnedlasting):
    """One download of a washed list."""

    vask = models.ForeignKey(Vask, models.PROTECT)

    class Meta:
        db_table = "vaskenedlasting"
        indexes = [models.Index(fields=["vask", "-at", "-id"], name="vaskenedlasting_vask")]
