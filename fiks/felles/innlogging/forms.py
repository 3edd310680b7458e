"""What a person chooses when she logs in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from fiks.felles.virksomhet.models import Bruker


class VirksomhetForm(forms.Form):
    """One of the organisations that a person may act for."""

    virksomhet = forms.TypedChoiceField(
        label=_("Hvilken virksomhet skal du arbeide for?"),
        widget=forms.RadioSelect,
        coerce=UUID,
        error_messages={
            "required": _("Velg den virksomheten du skal arbeide for."),
            "invalid_choice": _("Velg en av virksomhetene i listen."),
        },
    )

    def __init__(self, *args: Any, brukere: "Sequence[Bruker]", current: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(bruker.virksomhet_id), _name(bruker, current)) for bruker in brukere]
        self.fields["virksomhet"].choices = choices  # type: ignore[attr-defined]  # a field with choices


class RolleForm(forms.Form):
    """A role, by its resource, and the page to go back to."""

    ressurs = forms.UUIDField()
    neste = forms.CharField(required=False)


def _name(bruker: "Bruker", current: UUID | None) -> str:
    navn = bruker.virksomhet.navn
    return gettext("%(navn)s (der du er nå)") % {"navn": navn} if bruker.virksomhet_id == current else navn
