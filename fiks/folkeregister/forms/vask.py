"""What is asked when a list is washed: the file and the purpose, and then which column is what."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from fiks.felles.innlesing.tabell import MOST_BYTES, MOST_ROWS
from fiks.folkeregister.actions.innbyggerlister import needs_reason
from fiks.folkeregister.actions.vask import Vaskevalg, searchable
from fiks.folkeregister.forms import listearbeid
from fiks.folkeregister.models.innbyggerliste import Filformat
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.vask.forhaandsblikk import Kolonneblikk
from fiks.folkeregister.vask.kolonner import Felt, Inndeling

_UNUSED = ""


class OpplastingForm(forms.Form):
    """The file, and what it is for."""

    fil = forms.FileField(allow_empty_file=True)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        rolle: Registerrolle,
        too_big: bool = False,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}))
        mb = MOST_BYTES // 1_000_000
        big = _("Filen er for stor. Den kan være på høyst %(mb)s MB.") % {"mb": mb}
        text = _(
            "xlsx, ods eller csv, høyst %(rader)s rader og %(mb)s MB. Filen krypteres, og slettes når den er vasket."
        )
        self.fields["fil"].label = _("Fil med listen")
        self.fields["fil"].help_text = text % {"rader": f"{MOST_ROWS:,}".replace(",", "\u00a0"), "mb": mb}
        self.fields["fil"].error_messages["required"] = big if too_big else _("Velg filen du vil vaske.")
        self.fields["formaal"] = listearbeid.purpose(rolle)
        self.fields["sak"] = listearbeid.case()

    def clean_fil(self) -> bytes:
        """The content; the name is not kept."""
        file = self.cleaned_data["fil"]
        assert isinstance(file, UploadedFile)
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(
                _("Filen er for stor. Den kan være på høyst %(mb)s MB.") % {"mb": MOST_BYTES // 1_000_000}
            )
        return bytes(file.read())


class KolonnerForm(forms.Form):
    """Which column is what, and what is to come out."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        rolle: Registerrolle,
        kolonner: Sequence[Kolonneblikk],
        inndeling: Inndeling,
    ) -> None:
        super().__init__(data)
        self._columns = kolonner
        choices = [(_UNUSED, _("Brukes ikke")), *((felt.value, felt.label) for felt in searchable(rolle))]
        for column in kolonner:
            self.fields[_name(column.nr)] = forms.ChoiceField(
                label=_("Kolonne %(bokstav)s, %(overskrift)s")
                % {"bokstav": column.bokstav, "overskrift": column.overskrift},
                choices=choices,
                required=False,
                initial=inndeling.felter.get(column.nr, _UNUSED),
            )
        self.fields["overskriftsrad"] = forms.IntegerField(
            label=_("Raden med overskrifter"),
            help_text=_("Skriv 0 når den første raden er en person."),
            min_value=0,
            max_value=MOST_ROWS,
            initial=inndeling.overskriftsrad or 0,
            error_messages={"required": _("Skriv hvilken rad overskriftene står i.")},
        )
        self._ask_what(rolle)

    def _ask_what(self, rolle: Registerrolle) -> None:
        if needs_reason(rolle):
            self.fields["aarsak"] = listearbeid.reason()
        self.fields["filformat"] = forms.ChoiceField(
            label=_("Filformat"), choices=Filformat.choices, widget=forms.RadioSelect, initial=Filformat.XLSX
        )

    def clean(self) -> dict[str, object]:
        """Each kind of column once."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for column in self._columns:
            felt = str(cleaned.get(_name(column.nr)) or "")
            if felt and felt in seen:
                text = _("%(felt)s er valgt for både kolonne %(en)s og kolonne %(to)s. Velg én av dem.")
                where = {"felt": Felt(felt).label, "en": seen[felt], "to": column.bokstav}
                self.add_error(_name(column.nr), text % where)
            seen.setdefault(felt, column.bokstav)
        return cleaned

    def fault(self, text: str) -> None:
        """What is wrong with the columns together stands at the first of them."""
        self.add_error(_name(self._columns[0].nr) if self._columns else None, text)

    def inndeling(self) -> Inndeling:
        """The columns as they are chosen, also while something else is wrong."""
        given = self.cleaned_data
        felter = {nr: Felt(felt) for nr, felt in ((c.nr, given.get(_name(c.nr))) for c in self._columns) if felt}
        return Inndeling(given.get("overskriftsrad") or None, felter)

    def valg(self, ark: int) -> Vaskevalg:
        """The order. `ark` is the sheet's place in the file."""
        found, given = self.inndeling(), self.cleaned_data
        return Vaskevalg(
            found.felter,
            found.overskriftsrad or 0,
            ark,
            Filformat(given["filformat"]),
            str(given.get("aarsak", "")),
        )

    def rows(self) -> Iterator[tuple[Kolonneblikk, BoundField]]:
        """Each column with its question."""
        return ((column, self[_name(column.nr)]) for column in self._columns)


def _name(nr: int) -> str:
    return f"kolonne_{nr}"
