"""What the work in progress is for. Asked once; each look-up takes it into the log."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.felles.innlogging import oekt
from fiks.felles.kontekst import FiksRequest
from fiks.felles.revisjon.actions import Handling, record_refusal
from fiks.felles.tilgang.access import Refused
from fiks.felles.tilgang.door import requires
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.forms.oppslag import ArbeidForm
from fiks.folkeregister.queries.roller import chosen_rolle

P = ParamSpec("P")
View = Callable[Concatenate[FiksRequest, P], HttpResponse]


def needs_work(view: View[P]) -> View[P]:
    """Ask what the work is for before the page is shown, when that is not said yet. Stands below `@requires`."""

    @wraps(view)
    def asked(request: FiksRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "GET" and not (request.actor.formaal or request.actor.sak):
            return ask_for_work(request)
        return view(request, *args, **kwargs)

    return asked


def ask_for_work(request: FiksRequest, refusal: Refused | None = None) -> HttpResponse:
    """To the question, and back afterwards. An act that was refused for want of an answer is logged as such."""
    if refusal:
        handling = Handling(
            "folkeregister.avvist", gjelder=BRUK, aarsak=refusal.melding, detaljer={"ledd": refusal.ledd}
        )
        record_refusal(handling, by=request.actor, at=timezone.now())
    back = request.get_full_path() if request.method == "GET" else request.path
    return redirect(f"{reverse('folkeregister:arbeid')}?{urlencode({'neste': back})}")


@require_http_methods(["GET", "POST"])
@requires(BRUK)
def arbeid(request: FiksRequest) -> HttpResponse:
    """Ask, and remember for the session."""
    rolle = chosen_rolle(request.actor)
    neste = _safe(request, (request.POST if request.method == "POST" else request.GET).get("neste", ""))
    form = ArbeidForm(
        request.POST if request.method == "POST" else None,
        formaal=rolle.formaal,
        initial=_initial(request, rolle.formaal),
    )
    if request.method == "POST" and form.is_valid():
        oekt.set_work(request.session, form.cleaned_data["formaal"], form.cleaned_data["sak"])
        messages.success(request, _("Formålet følger med i loggen for alt du slår opp, til du bytter det."))
        return redirect(neste)
    return render(request, "folkeregister/arbeid.html", {"form": form, "neste": neste, "rolle": rolle})


def _initial(request: FiksRequest, formaal: list[str]) -> dict[str, str]:
    """What is already said; the one purpose of a role that has no other."""
    only = formaal[0] if len(formaal) == 1 and not request.actor.sak else ""
    return {"formaal": request.actor.formaal or only, "sak": request.actor.sak}


def _safe(request: FiksRequest, neste: str) -> str:
    if neste and url_has_allowed_host_and_scheme(neste, {request.get_host()}, require_https=request.is_secure()):
        return neste
    return reverse("folkeregister:oppslag")
