"""Every answer carries a request id and the headers that keep a browser safe."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
LOGIN = "/innlogging/"


def test_every_answer_has_a_request_id(client: Client) -> None:
    first, second = (client.get(LOGIN).headers["X-Request-Id"] for _ in range(2))
    assert first != second


def test_a_given_request_id_is_kept_when_it_is_one(client: Client) -> None:
    assert client.get(LOGIN, headers={"X-Request-Id": "abcd-1234"}).headers["X-Request-Id"] == "abcd-1234"
    assert client.get(LOGIN, headers={"X-Request-Id": "<script>"}).headers["X-Request-Id"] != "<script>"


def test_pages_allow_no_inline_script_or_style_and_are_never_kept(client: Client) -> None:
    headers = client.get(LOGIN).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_that_is_not_there_has_the_headers_too(client: Client) -> None:
    answer = client.get("/finnes-ikke/")
    assert answer.status_code == 404
    assert "Content-Security-Policy" in answer.headers
