"""The file that an assessment is read in from."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class CnilForm(forms.Form):
    """One file."""

    fil = forms.FileField(
        label=_("Fil fra CNILs PIA-verktøy"),
        help_text=_("JSON, høyst 5 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Velg filen du vil lese inn.")},
    )

    def clean_fil(self) -> bytes:
        """The content; the name is not kept."""
        file = self.cleaned_data["fil"]
        assert isinstance(file, UploadedFile)
        return bytes(file.read())
