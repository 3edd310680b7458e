"""The guard on every view: `@requires("folkeregister.oppslag")`, or `@open_door` with a reason."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fiks.felles.kontekst import Acr, Actor, FiksRequest, acting
from fiks.felles.revisjon.actions import Handling, record_refusal
from fiks.felles.tilgang.access import NotLoggedIn, Refused, StepUpNeeded, check
from fiks.felles.tilgang.avvisning import explain
from fiks.felles.tilgang.privilegier import privilegium
from fiks.felles.tilgang.queries import held

P = ParamSpec("P")
View = Callable[Concatenate[FiksRequest, P], HttpResponse]


def requires(kode: str, *others: str, acr: Acr | None = None) -> Callable[[View[P]], View[P]]:
    """Let only those pass who have the privilege, or one of the others, and run the view in their context.

    `acr` asks for a stronger log-in than the privilege does. A refusal is written to the audit log in a transaction of
    its own and answered with a page that says what failed and who mends it.
    """

    def decorate(view: View[P]) -> View[P]:
        def guarded(request: FiksRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            with acting(request.actor):
                _check_one_of((kode, *others), request.actor, acr)
                return view(request, *args, **kwargs)

        return _mark(_answer_refusals(guarded, kode), view, " | ".join((kode, *others)))

    return decorate


def _check_one_of(koder: tuple[str, ...], actor: Actor, acr: Acr | None) -> None:
    """Raise what stands in the way of the last privilege that may open the door, unless one before it does."""
    at = timezone.now()
    if len(koder) > 1 and actor.virksomhet_id is not None:
        # Only what one has can open: the others are not asked about one by one.
        koder = held(actor, koder, at=at) or koder[-1:]
    for kode in koder[:-1]:
        try:
            check(privilegium(kode), actor, at=at, acr=acr)
        except Refused:
            continue
        return
    check(privilegium(koder[-1]), actor, at=at, acr=acr)


def requires_login(view: View[P]) -> View[P]:
    """Let everyone who is logged in pass, and run the view in their context: pages that show only one's own."""

    def guarded(request: FiksRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.actor.is_anonymous:
            raise NotLoggedIn("INNLOGGING", "Du må logge inn.")
        with acting(request.actor):
            return view(request, *args, **kwargs)

    return _mark(_answer_refusals(guarded, "innlogget"), view, "innlogget")


def open_door(reason: str) -> Callable[[View[P]], View[P]]:
    """Mark a view that everyone may see, logged in or not, and say why."""

    def decorate(view: View[P]) -> View[P]:
        return _mark(view, view, f"åpen: {reason}")

    return decorate


def _mark(guarded: View[P], view: View[P], kode: str) -> View[P]:
    wrapped = wraps(view)(guarded)
    wrapped.door = kode  # type: ignore[attr-defined]  # read by the test that every view says who may enter
    return wrapped


def _answer_refusals(guarded: View[P], kode: str) -> View[P]:
    def answered(request: FiksRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return guarded(request, *args, **kwargs)
        except NotLoggedIn:
            return _to_login(request, settings.LOGIN_URL)
        except StepUpNeeded as refusal:
            return _to_login(request, settings.STEP_UP_URL, nivaa=refusal.acr.name.lower())
        except Refused as refusal:
            return refuse(request, refusal, kode)

    return answered


def _to_login(request: FiksRequest, url_name: str, **extra: str) -> HttpResponseRedirect:
    # Only a page that was asked for can be come back to: what was posted is lost at another site.
    back = request.get_full_path() if request.method == "GET" else reverse("nettsted:oversikt")
    return HttpResponseRedirect(f"{reverse(url_name)}?{urlencode({'neste': back, **extra})}")


def refuse(request: FiksRequest, refusal: Refused, kode: str) -> HttpResponse:
    """Write the refusal to the audit log and answer 403 with what failed and who mends it."""
    actor, at = request.actor, timezone.now()
    handling = Handling("tilgang.avvist", gjelder=kode, aarsak=refusal.melding, detaljer={"ledd": refusal.ledd})
    record_refusal(handling, by=actor, at=at)
    with acting(actor):
        context = explain(actor, refusal, at=at)
    return render(request, "tilgang/avvist.html", context, status=403)
