"""The list of a select is written as Django writes it."""

from django import forms
from django.forms.renderers import DjangoTemplates


class _Skjema(forms.Form):
    valg = forms.ChoiceField(
        choices=[("", "Alle"), ("a", "Æ & <ø>"), ("Gruppe", [("b", "Én"), ("c", "To")])], initial="c", required=False
    )


def test_a_select_is_written_as_django_writes_it() -> None:
    ours, django = str(_Skjema()["valg"]), str(_Skjema(renderer=DjangoTemplates())["valg"])
    assert "selected" in ours
    assert ours.split() == django.split()
