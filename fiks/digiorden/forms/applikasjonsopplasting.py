"""The file that applications are read in from."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.forms.applikasjonsark import GRENSER


class OversiktForm(forms.Form):
    """One file."""

    fil = forms.FileField(
        label=gettext_lazy("Fil med applikasjoner"),
        help_text=gettext_lazy("xlsx, ods, csv eller JSON, med de samme kolonnene som når du henter oversikten."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Velg filen du vil lese inn.")},
    )

    def clean_fil(self) -> bytes:
        """The content; the name is not kept."""
        file = self.cleaned_data["fil"]
        assert isinstance(file, UploadedFile)
        if (file.size or 0) > GRENSER.byte:
            raise ValidationError(_("Filen er for stor. Den kan være på høyst 10 MB."))
        return bytes(file.read())
