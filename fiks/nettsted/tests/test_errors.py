"""Error pages say what to do, carry the request id, and tell nothing of what happened inside."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from fiks.nettsted import errors
from fiks.nettsted.urls import handler400, handler403, handler404, handler500
from fiks.nettsted.urls import urlpatterns as ordinary

HEADERS = {"X-Request-Id": "prove-12345678"}
__all__ = ["handler400", "handler403", "handler404", "handler500"]


def _fails(request: HttpRequest) -> HttpResponse:
    secret = "hemmelig 12835844631"
    raise RuntimeError(secret)


urlpatterns = [*ordinary, path("prove/feiler/", _fails)]


def test_an_unknown_address_gives_a_page_with_a_way_on(client: Client) -> None:
    response = client.get("/finnes/ikke/", headers=HEADERS)
    text = response.content.decode()
    assert response.status_code == 404
    assert "Vi finner ikke siden" in text
    assert "prove-12345678" in text
    assert "Gå til oversikten" in text
    assert "finnes/ikke" not in text.replace('name="next" value="/finnes/ikke/"', "")


@override_settings(ROOT_URLCONF="fiks.nettsted.tests.test_errors")
def test_a_failure_shows_the_request_id_and_nothing_of_the_failure() -> None:
    client = Client(raise_request_exception=False)
    response = client.get("/prove/feiler/", headers=HEADERS)
    text = response.content.decode()
    assert response.status_code == 500
    assert "Noe gikk galt hos oss" in text
    assert "prove-12345678" in text
    for inside in ("Traceback", "RuntimeError", "hemmelig", "12835844631", "_fails"):
        assert inside not in text


def test_the_failure_page_needs_no_database(rf: RequestFactory) -> None:
    # No database is opened to this test, so a query would fail it.
    assert errors.server_error(rf.get("/")).status_code == 500
    assert errors.bad_request(rf.get("/"), Exception()).status_code == 400


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_to_load_the_page_again() -> None:
    response = Client(enforce_csrf_checks=True).post("/spraak/", {"language": "nn"}, headers=HEADERS)
    assert response.status_code == 403
    assert "Skjemaet har stått åpent for lenge" in response.content.decode()
    assert "prove-12345678" in response.content.decode()


@pytest.mark.django_db
def test_djangos_own_refusal_names_who_can_help(rf: RequestFactory) -> None:
    response = errors.permission_denied(rf.get("/"), Exception("hemmelig"))
    assert response.status_code == 403
    assert "Du har ikke tilgang" in response.content.decode()
    assert "hemmelig" not in response.content.decode()


def test_the_request_id_is_escaped(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.request_id = "<script>"  # type: ignore[attr-defined]  # set by the outermost middleware
    assert b"<script>" not in errors.server_error(request).content


def test_the_language_is_chosen_by_everyone(client: Client) -> None:
    response = client.post("/spraak/", {"language": "en", "next": "/hjelp/"})
    assert (response.status_code, response["Location"]) == (302, "/hjelp/")
    assert client.cookies["spraak"].value == "en"


def test_the_language_form_sends_nobody_to_another_site(client: Client) -> None:
    response = client.post("/spraak/", {"language": "en", "next": "https://andre.example/"})
    assert response["Location"] == "/"
