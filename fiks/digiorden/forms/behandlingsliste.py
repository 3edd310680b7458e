"""What the list of records is narrowed to."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fiks.digiorden.models import Behandlingsstatus, Protokollslag
from fiks.digiorden.protokoll import mangler
from fiks.digiorden.queries.behandlinger import FORFALLER, NY_VERSJON, Utvalg


class UtvalgForm(forms.Form):
    """Text, state, fault and responsible person. What cannot be understood is left out."""

    def __init__(self, data: Mapping[str, object], *, personer: Sequence[tuple[UUID, str]]) -> None:
        super().__init__(data)
        self.fields["tekst"] = forms.CharField(label=_("Navn, enhet eller nummer"), required=False, max_length=100)
        self.fields["status"] = self._choice(_("Tilstand"), _("Alle i bruk"), _states())
        self.fields["mangel"] = self._choice(_("Mangel"), _("Alle"), list(mangler.NAVN.items()))
        people = [(str(pk), navn) for pk, navn in personer]
        self.fields["ansvarlig"] = self._choice(_("Internt ansvarlig"), _("Alle"), people)
        self.fields["slag"] = self._choice(_("Protokoll"), _("Begge"), list(Protokollslag.choices))
        self.is_valid()

    @staticmethod
    def _choice(label: str, every: str, choices: Sequence[tuple[str, str | Promise]]) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, required=False, choices=[("", every), *choices])

    def utvalg(self) -> Utvalg:
        """What to narrow to."""
        given = self.cleaned_data
        person = given.get("ansvarlig")
        return Utvalg(
            status=given.get("status", ""),
            mangel=given.get("mangel", ""),
            ansvarlig=UUID(person) if person else None,
            slag=given.get("slag", ""),
            tekst=" ".join(given.get("tekst", "").split()),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is chosen."""
        return self.utvalg() != Utvalg()

    def shortcuts(self) -> list[tuple[str, str]]:
        """The states that ask for something to be done, as links."""
        return [
            (Behandlingsstatus.SENDT, _("til godkjenning")),
            (mangler.FORFALT, _("skulle vært sett over")),
            (Behandlingsstatus.UTKAST, _("utkast")),
        ]


def _states() -> list[tuple[str, str | Promise]]:
    return [
        (Behandlingsstatus.UTKAST, _("Utkast og nye versjoner")),
        (Behandlingsstatus.SENDT, _("Til godkjenning")),
        (Behandlingsstatus.GODKJENT, _("Godkjent")),
        (NY_VERSJON, _("Godkjent, med ny versjon i arbeid")),
        (FORFALLER, _("Skal ses over innen to måneder")),
        (mangler.FORFALT, _("Skulle vært sett over")),
        (Behandlingsstatus.TRUKKET, _("Trukket tilbake")),
    ]
