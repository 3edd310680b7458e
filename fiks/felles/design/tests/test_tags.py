"""The tags and filters, as pages use them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from fiks.felles.design.ikon import UnknownIcon
from fiks.felles.design.paging import Page


class Skjema(forms.Form):
    navn = forms.CharField(label="Navn", help_text="Slik det <står>", error_messages={"required": "Skriv navnet."})
    sak = forms.CharField(label="Sak", required=False)
    tekst = forms.CharField(label="Tekst", widget=forms.Textarea(attrs={"class": "egen"}))
    kommune = forms.ChoiceField(label="Kommune", choices=[("4215", "Lillesand"), ("4216", "Birkenes")])
    kjoenn = forms.ChoiceField(
        label="Kjønn",
        choices=[("K", "Kvinner"), ("M", "Menn & andre")],
        widget=forms.RadioSelect,
        help_text="Slik det er registrert",
        error_messages={"required": "Velg kjønn."},
    )
    formater = forms.MultipleChoiceField(
        label="Formater", choices=[("x", "xlsx"), ("c", "csv")], widget=forms.CheckboxSelectMultiple, required=False
    )
    lest = forms.BooleanField(label="Jeg har lest", error_messages={"required": "Kryss av."})
    skjult = forms.CharField(widget=forms.HiddenInput, initial="s")

    def clean(self) -> dict[str, object]:
        if self.data.get("navn") == "feil":
            raise forms.ValidationError("Ingen passer.")
        return self.cleaned_data


@dataclass
class Rad:
    label: str
    antall: int
    shown: str


def render(source: str, request: HttpRequest | None = None, **context: object) -> str:
    return engines["django"].from_string("{% load i18n design %}" + source).render(context, request)


def tight(html: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


# ── fields ──
def test_a_text_field_ties_label_and_help_to_its_input() -> None:
    html = render('{% field form.navn width="w-20" %}', form=Skjema())
    assert '<label class="ds-label" for="id_navn">Navn' in html
    assert '<p data-field="description" id="id_navn_helptext">Slik det &lt;står&gt;</p>' in html
    assert 'class="ds-input w-20" aria-describedby="id_navn_helptext"' in html
    assert "required" not in html
    assert "aria-invalid" not in html


def test_a_fault_stands_at_its_field_and_is_tied_to_it() -> None:
    html = render("{% field form.navn %}", form=Skjema({}))
    assert '<div class="ds-field feilfelt">' in html
    assert 'aria-invalid="true" aria-describedby="id_navn_helptext id_navn_error"' in html
    assert re.search(r'id="id_navn_error"><span class="ds-sr-only">Feil: </span>Skriv navnet\.</p>', html)


def test_what_was_typed_is_kept_and_escaped() -> None:
    html = render("{% field form.navn %}", form=Skjema({"navn": '"><script>'}))
    assert 'value="&quot;&gt;&lt;script&gt;"' in html


def test_only_optional_fields_are_marked_and_none_in_a_search() -> None:
    assert "(valgfritt)" in render("{% field form.sak %}", form=Skjema())
    assert "valgfritt" not in render("{% field form.navn %}", form=Skjema())
    assert "valgfritt" not in render("{% field form.sak search=True %}", form=Skjema())
    assert "(valgfritt)" in render("{% field form.formater %}", form=Skjema())


def test_the_forms_own_class_is_kept_beside_ours() -> None:
    assert 'class="ds-input egen"' in render("{% field form.tekst %}", form=Skjema())


def test_a_select_is_a_field_with_a_label() -> None:
    html = tight(render("{% field form.kommune %}", form=Skjema({"kommune": "4216"})))
    assert '<label class="ds-label" for="id_kommune">' in html
    assert '<option value="4216" selected>Birkenes</option>' in html


def test_a_field_in_a_table_has_its_label_for_screen_readers_and_its_fault() -> None:
    html = tight(render("{% cell_field form.kommune %}", form=Skjema({"kommune": "0000"})))
    assert '<label class="ds-sr-only" for="id_kommune">Kommune</label>' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_kommune_error"' in html


def test_radios_are_a_group_with_legend_help_and_escaped_labels() -> None:
    html = tight(render("{% field form.kjoenn columns=2 %}", form=Skjema({"kjoenn": "K"})))
    assert '<fieldset class="ds-fieldset" aria-describedby="id_kjoenn_helptext">' in html
    assert '<legend class="ds-label">Kjønn </legend>' in html
    assert '<div class="valg valg--to">' in html
    assert 'type="radio" name="kjoenn" value="K" class="ds-input" id="id_kjoenn_0" checked' in html
    assert '<label class="ds-label" for="id_kjoenn_1">Menn &amp; andre</label>' in html


def test_a_fault_in_a_group_stands_in_its_description() -> None:
    html = tight(render("{% field form.kjoenn %}", form=Skjema({})))
    assert (
        '<div class="feilfelt"><fieldset class="ds-fieldset" aria-describedby="id_kjoenn_helptext id_kjoenn_error">'
        in html
    )
    assert "aria-invalid" not in html  # radios may not carry it


def test_checkboxes_keep_what_was_chosen() -> None:
    html = render("{% field form.formater %}", form=Skjema({"formater": ["c"]}))
    assert re.findall(r'value="(.)"[^>]* checked', html) == ["c"]


def test_a_single_checkbox_stands_before_its_label() -> None:
    html = tight(render("{% field form.lest %}", form=Skjema()))
    assert re.search(
        r'<input type="checkbox"[^>]*id="id_lest"><label class="ds-label" for="id_lest">Jeg har lest', html
    )


def test_a_hidden_field_is_only_its_input() -> None:
    assert render("{% field form.skjult %}", form=Skjema()) == (
        '<input type="hidden" name="skjult" value="s" id="id_skjult">'
    )


def test_something_can_stand_between_the_options_of_a_group() -> None:
    source = (
        '{% group form.kjoenn %}{% option form.kjoenn "K" %}<div class="under">…</div>'
        '{% option form.kjoenn "M" %}{% endgroup %}'
    )
    html = tight(render(source, form=Skjema({"kjoenn": "M"})))
    assert re.search(r'id="id_kjoenn_0">.*<div class="under">…</div>.*id="id_kjoenn_1" checked', html)
    assert html.count("<fieldset") == 1


# ── error summary and title ──
def test_the_summary_leads_to_each_field_with_the_words_at_the_field() -> None:
    html = render(
        "{% error_summary form %}", form=Skjema({"navn": "feil", "tekst": "x", "kommune": "4215", "skjult": "s"})
    )
    assert re.findall(r'href="#(\w+)">([^<]*)<', html) == [("id_kjoenn_0", "Velg kjønn."), ("id_lest", "Kryss av.")]
    assert "<li>Ingen passer.</li>" in html
    assert "Du må rette 3 ting" in html
    assert 'tabindex="-1" role="group" aria-labelledby="feil-oppsummert" autofocus' in html


def test_the_summary_counts_over_several_forms() -> None:
    class Ett(forms.Form):
        a = forms.CharField(error_messages={"required": "Skriv a."})

    html = render(
        "{% error_summary en to tre %}", en=Ett({}, prefix="en"), to=Ett({"to-a": "x"}, prefix="to"), tre=None
    )
    assert re.findall(r'href="#([\w-]+)"', html) == ["id_en-a"]
    assert "Du må rette én ting" in html


def test_there_is_no_summary_without_faults() -> None:
    assert render("{% error_summary form %}", form=Skjema()) == ""


@pytest.mark.parametrize(("data", "title"), [(None, "Ny liste – Fiks"), ({}, "Feil: Ny liste – Fiks")])
def test_the_title_says_when_the_form_has_faults(rf: RequestFactory, data: dict[str, str] | None, title: str) -> None:
    page = engines["django"].from_string('{% extends "design/side.html" %}{% block title %}Ny liste{% endblock %}')
    assert f"<title>{title}</title>" in page.render({"form": Skjema(data)}, rf.get("/"))


# ── icons, breadcrumbs, pages, bars ──
def test_an_icon_is_decoration_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in render('{% icon "Download" %}')
    assert 'role="img" aria-label="Skjult &lt;nå&gt;"' in render(
        '{% icon "EyeSlash" label=label %}', label="Skjult <nå>"
    )


@pytest.mark.parametrize("name", ["FinnesIkke", "../vendor", ""])
def test_an_unknown_icon_is_a_programming_error(name: str) -> None:
    with pytest.raises(UnknownIcon):
        render("{% icon name %}", name=name)


def test_breadcrumbs_lead_back_to_the_step_before(rf: RequestFactory) -> None:
    source = (
        '{% breadcrumbs %}{% crumb "Hjelp" "hjelp:innhold" %}{% crumb side "hjelp:side" "tilgang" "logg" %}'
        '{% crumb "Her" %}{% endbreadcrumbs %}'
    )
    html = tight(render(source, side="A & B"))
    assert '<a class="ds-link" href="/hjelp/tilgang/logg/" aria-label="Tilbake til A &amp; B">A &amp; B</a><ol>' in html
    assert html.count("<li>") == 3
    assert '<li><a class="ds-link" href="#innhold" aria-current="page">Her</a></li></ol>' in html


def test_a_page_without_breadcrumbs_has_no_empty_navigation() -> None:
    assert "<nav" not in render("{% breadcrumbs %}\n{% endbreadcrumbs %}")


def test_paging_keeps_the_other_parameters_of_the_address(rf: RequestFactory) -> None:
    page = Page(rows=[1] * 50, next="NESTE", previous="FORRIGE", start=51)  # type: ignore[type-var]  # any rows do
    html = render("{% pages page total=2318 %}", rf.get("/logg/?handling=oppslag&etter=X"), page=page)
    assert "Viser 51–100 av 2\u00a0318" in html
    assert re.findall(r'href="([^"]*)"', html) == [
        "?handling=oppslag",
        "?handling=oppslag&amp;etter=FORRIGE",
        "?handling=oppslag&amp;etter=NESTE",
    ]


def test_a_single_page_has_no_links(rf: RequestFactory) -> None:
    page = Page(rows=[1], next="", previous="", start=1)  # type: ignore[type-var]  # any rows do
    assert "<nav" not in render("{% pages page %}", rf.get("/"), page=page)


def test_bars_are_drawn_from_zero_with_the_same_numbers_as_a_table() -> None:
    rows = [Rad("65–69 år", 620, "620"), Rad("70–74 år", 310, "310"), Rad("75 år +", 0, "færre enn 5")]
    html = render('{% bars rows title="Alder" %}', rows=rows)
    lengths = [float(length) for length in re.findall(r'<rect[^>]*width="([\d.]+)"', html)]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.2)
    assert lengths[2] == 0
    assert "<desc>Flest er 65–69 år: 620.</desc>" in html
    assert re.findall(r'<td class="hoyre">([^<]*)</td>', html) == ["620", "310", "færre enn 5"]


def test_no_text_of_a_chart_leaves_its_drawing() -> None:
    rows = [Rad("En lang gruppe med navn", 9, "1\u00a0234\u00a0567"), Rad("B", 1, "færre enn 5")]
    html = render("{% bars rows %}", rows=rows)
    assert all(float(x) < 288 - 40 for x in re.findall(r'<text x="([\d.]+)"', html))


def test_bars_of_nothing_are_an_empty_chart() -> None:
    assert "<desc>" not in render("{% bars rows %}", rows=[Rad("A", 0, "0")])
    assert "<rect" not in render("{% bars rows %}", rows=[])


# ── filters ──
@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("dato", date(2026, 11, 23), "23.\u00a0november\u00a02026"),
        ("dato", datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "24.\u00a0november\u00a02026"),
        ("kort_dato", date(2026, 2, 1), "01.02.2026"),
        ("tidspunkt", datetime(2026, 11, 23, 9, 48, tzinfo=UTC), "23.\u00a0november\u00a02026\u00a0kl.\u00a010.48"),
        ("tall", 2318, "2\u00a0318"),
        ("tall", 1_234_567, "1\u00a0234\u00a0567"),
        ("tall", 0, "0"),
        ("tall", -5, "−5"),
        ("nummer", "12835844631", "128358\u00a044631"),
        ("nummer", "<b>", "&lt;b&gt;"),
        *((name, None, "") for name in ("dato", "kort_dato", "tidspunkt", "tall", "nummer")),
    ],
)
def test_a_filter_writes_as_people_do_with_hard_spaces(source: str, value: object, shown: str) -> None:
    with translation.override("nb"):
        assert render(f"{{{{ value|{source} }}}}", value=value) == shown


def test_dates_follow_the_readers_language() -> None:
    with translation.override("en"):
        assert render("{{ value|dato }}", value=date(2026, 11, 23)) == "23\u00a0November\u00a02026"
    with translation.override("nn"):
        assert render("{{ value|dato }}", value=date(2026, 11, 23)) == "23.\u00a0november\u00a02026"
