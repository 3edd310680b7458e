"""The frame of every page, for those who are logged in and those who are not."""

import re
from dataclasses import dataclass

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from fiks.felles.kontekst import Actor, ActorSlag, Kanal

JONAS = Actor(ActorSlag.BRUKER, "1", "Jonas <Berg>", Kanal.WEB)
PAGE = '{% extends "design/side.html" %}{% block title %}T{% endblock %}{% block content %}<h1>T</h1>{% endblock %}'


@dataclass
class Valg:
    navn: str
    url: str = ""
    aktiv: bool = False
    merke: int = 0
    ressurs_id: str = ""
    valgt: bool = False


def _frame(**changes: object) -> dict[str, object]:
    shown = {
        "actor": JONAS,
        "virksomhet": "Lillesand kommune",
        "rolle": "Vaksinasjon",
        "roller": [Valg("Vaksinasjon", ressurs_id="a1", valgt=True), Valg("Oppvekst", ressurs_id="b2")],
        "virksomheter": [1, 2],
        "menu": [Valg("Oversikt", "/"), Valg("Meldinger", "/meldinger/", aktiv=True, merke=3)],
    }
    return {"ramme": shown | changes}


def _page(actor: Actor, context: dict[str, object], address: str = "/meldinger/?etter=X") -> str:
    request = RequestFactory().get(address)
    request.actor = actor  # type: ignore[attr-defined]  # set by the log-in middleware
    with translation.override("nb"):
        return re.sub(r"\s+", " ", engines["django"].from_string(PAGE).render(context, request))


def test_the_skip_link_comes_first_and_leads_to_the_content() -> None:
    html = _page(JONAS, _frame())
    assert re.search(r'<body[^>]*> <div> <a class="ds-skip-link" href="#innhold">', html)
    assert '<main id="innhold" class="innhold" tabindex="-1">' in html


def test_the_page_is_light_and_names_its_language() -> None:
    assert '<html lang="nb" data-color-scheme="light">' in _page(JONAS, _frame())


def test_our_layers_are_declared_before_designsystemet() -> None:
    html = _page(JONAS, _frame())
    assert re.findall(r'rel="stylesheet" href="/static/design/([^"]*)"', html) == [
        "fiks.css",
        "vendor/ks-base.css",
        "vendor/ksdigital.css",
    ]


def test_htmx_evaluates_nothing_and_keeps_no_pages() -> None:
    html = _page(JONAS, _frame())
    assert '"includeIndicatorStyles":false,"allowEval":false,"historyCacheSize":0' in html


def test_the_menu_shows_where_one_is_and_what_is_unread() -> None:
    html = _page(JONAS, _frame())
    assert '<a href="/">Oversikt</a>' in html
    assert (
        '<a href="/meldinger/" aria-current="page">Meldinger <span class="merketall" aria-hidden="true">3</span>'
        in html
    )
    assert '<span class="ds-sr-only">, 3 uleste</span>' in html


def test_a_page_below_a_menu_item_is_not_that_item() -> None:
    assert '<a href="/meldinger/" aria-current="true">' in _page(JONAS, _frame(), "/meldinger/5/")


def test_the_role_switcher_posts_the_role_and_the_way_back() -> None:
    html = _page(JONAS, _frame())
    assert "<strong>Lillesand kommune</strong>" in html
    assert "Rolle: Vaksinasjon" in html
    assert 'name="ressurs" value="a1" aria-current="true"' in html
    assert 'name="ressurs" value="b2">' in html
    assert '<input type="hidden" name="neste" value="/meldinger/?etter=X">' in html
    assert "Bytt virksomhet" in html


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"rolle": ""}, "Ingen rolle valgt"),
        ({"roller": []}, "Du har ingen roller her."),
    ],
)
def test_the_role_switcher_says_what_is_missing(changes: dict[str, object], shown: str) -> None:
    assert shown in _page(JONAS, _frame(**changes))


def test_one_who_acts_for_one_organisation_is_not_offered_another() -> None:
    assert "Bytt virksomhet" not in _page(JONAS, _frame(virksomheter=[1]))


def test_log_out_is_a_button_that_posts_and_names_who_is_logged_in() -> None:
    html = _page(JONAS, _frame())
    assert f'<form method="post" action="{reverse("innlogging:logg_ut")}">' in html
    assert "Jonas &lt;Berg&gt;" in html


def test_a_stranger_sees_a_log_in_link_and_no_menu() -> None:
    html = _page(Actor.anonymous(), {})
    assert f'<a class="ds-link" href="{reverse("innlogging:logg_inn")}">Logg inn</a>' in html
    for absent in ("Tjenester", "Bytt rolle", "Logg ut", "Skrevet ut av"):
        assert absent not in html


def test_one_who_is_logged_in_without_an_organisation_can_log_out() -> None:
    html = _page(JONAS, {})
    assert "Logg ut" in html
    assert "Bytt rolle" not in html


def test_the_language_form_marks_the_language_in_use() -> None:
    html = _page(Actor.anonymous(), {})
    assert 'name="language" value="nb" lang="nb" aria-current="true"' in html
    assert 'name="language" value="nn" lang="nn">' in html


def test_print_tells_whose_page_it_is_and_who_printed_it() -> None:
    html = _page(JONAS, _frame())
    assert '<p class="bare-utskrift">Lillesand kommune</p>' in html
    assert "Skrevet ut av Jonas &lt;Berg&gt;" in html
    assert "rolle: Vaksinasjon" in html


def test_the_footer_says_when_the_world_is_synthetic() -> None:
    assert "Alle personer og fødselsnumre er syntetiske" in _page(JONAS, _frame(test_world=True))
    assert "syntetiske" not in _page(JONAS, _frame())
