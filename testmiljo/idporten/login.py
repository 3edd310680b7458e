"""The log-in page: a test person and a level of assurance are chosen, nothing is proved."""

import re

from starlette.requests import Request
from starlette.responses import Response

from testmiljo.befolkning.numbers import check_digits
from testmiljo.idporten import pages
from testmiljo.idporten.authorize import COOKIE, refusal, send_code
from testmiljo.idporten.config import LEVELS
from testmiljo.idporten.errors import OAuthError, PageError
from testmiljo.idporten.forms import read_form
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.store import Order

OTHER = "annen"
_SYNTHETIC = re.compile(r"\d\d(8[1-9]|9[0-2])\d{7}", re.ASCII)


class WrongChoice(Exception):
    """Says in Bokmål what to mend; `field` is the id of the field that it is about."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


async def show(provider: Provider, request: Request) -> Response:
    return _page(provider, _waiting(provider, request))


async def choose(provider: Provider, request: Request) -> Response:
    order = _waiting(provider, request)
    form = await read_form(request)
    login = request.path_params["login"]
    if form.get("handling") == "avbryt":
        provider.store.logins.take(login)
        raise refusal(provider, order, OAuthError("access_denied", "the person went back"))
    try:
        pid, level = _pid(form), _level(form, order)
    except WrongChoice as wrong:
        return _page(provider, order, wrong=wrong)
    provider.store.logins.take(login)
    cookie, session = provider.store.log_in(request.cookies.get(COOKIE), pid, level)
    answer = send_code(provider, order, session)
    answer.set_cookie(COOKIE, cookie, path="/idporten", httponly=True, samesite="lax")
    return answer


def _waiting(provider: Provider, request: Request) -> Order:
    order = provider.store.logins.peek(request.path_params["login"])
    if order is None:
        raise PageError("Innloggingen er brukt eller for gammel", "Gå tilbake til tjenesten og logg inn på nytt.")
    return order


def _page(provider: Provider, order: Order, wrong: WrongChoice | None = None) -> Response:
    client = provider.store.clients[order.client_id]
    page = pages.log_in(
        service=client.client_name or client.client_id,
        persons=list(provider.store.persons.values()),
        levels=[level for level in LEVELS if LEVELS.index(level) >= LEVELS.index(order.level)],
        wrong=(wrong.field, str(wrong)) if wrong else None,
    )
    return pages.respond(page, status=400 if wrong else 200, form_goes_to=order.redirect_uri)


def _pid(form: dict[str, str]) -> str:
    chosen = form.get("person", OTHER)
    number = re.sub(r"\s", "", form.get("nummer", "")) if chosen == OTHER else chosen
    if not number:
        raise WrongChoice("nummer", "Velg en testperson, eller skriv et fødselsnummer eller d-nummer.")
    if not _SYNTHETIC.fullmatch(number):
        raise WrongChoice("nummer", "Nummeret må ha 11 siffer og være syntetisk: måneden er 81–92.")
    if check_digits(number[:9]) != number[9:]:
        raise WrongChoice("nummer", "Kontrollsifrene stemmer ikke. Sjekk at nummeret er skrevet riktig.")
    return number


def _level(form: dict[str, str], order: Order) -> str:
    level = form.get("nivaa", order.level)
    if level not in LEVELS or LEVELS.index(level) < LEVELS.index(order.level):
        raise WrongChoice("nivaa-0", "Tjenesten krever et høyere sikkerhetsnivå. Velg nivået på nytt.")
    return level
