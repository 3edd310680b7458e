"""A new list: who, what and why, with the number who fit before anyone is shown."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fiks.felles.innlogging import oekt
from fiks.felles.koder import kommuneendringer
from fiks.felles.kontekst import Actor, FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet.queries import virksomhet
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.innbyggerlister import AlreadyOrdered, TooManyPreviews, bestill_liste, preview_liste
from fiks.folkeregister.actions.lagrede_utvalg import NameTaken, save_utvalg
from fiks.folkeregister.forms.hendelser import HendelserForm, as_criteria
from fiks.folkeregister.forms.innbyggerliste import InnbyggerlisteForm, KriterierForm, initial_columns
from fiks.folkeregister.forms.utvalg import UtvalgForm, initial_from
from fiks.folkeregister.lister import listeutkast
from fiks.folkeregister.lister.listefil import BEGRENSNING
from fiks.folkeregister.lister.utvalg import UtvalgError
from fiks.folkeregister.lister.utvalgstekst import summary
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.queries.listearbeid import days_kept_for
from fiks.folkeregister.views.innbyggerlister import list_rolle

if TYPE_CHECKING:
    from fiks.folkeregister.models.innbyggerliste import LagretUtvalg
    from fiks.folkeregister.models.rolle import Registerrolle

_MOST_OF_A_NAME = 9


@require_http_methods(["GET", "POST"])
@requires(BRUK)
def innbyggerliste_ny(request: FiksRequest) -> HttpResponse:
    """Ask; then count, keep for later, or order, by the button that was pressed."""
    rolle, today = list_rolle(request.actor), _today()
    lagret = saved_criteria(request.actor, request.POST.get("lagret") or request.GET.get("utvalg", ""))
    if request.method == "GET":
        return _page(request, _asked(request, rolle, lagret, today), rolle, lagret)
    form = InnbyggerlisteForm(request.POST, rolle=rolle, today=today)
    handling = request.POST.get("handling", "antall")
    if handling == "lag" and form.is_valid():
        return _order(request, form, rolle, lagret)
    if handling == "lagre" and form.keep_faults(order=False, what=True):
        return _save(request, form, rolle, lagret)
    if handling == "antall":
        form.keep_faults(order=False, what=False)
        return _page(request, form, rolle, lagret, **_count(request, form, rolle, at=timezone.now()))
    return _page(request, form, rolle, lagret)


@require_POST
@requires(BRUK)
def innbyggerliste_antall(request: FiksRequest) -> HttpResponse:
    """The number alone, for the page to put in when something is changed."""
    rolle = list_rolle(request.actor)
    form = KriterierForm(request.POST, rolle=rolle, today=_today())
    context = _count(request, form, rolle, at=timezone.now())
    return render(request, "folkeregister/deler/antall.html", context)


def _asked(
    request: FiksRequest, rolle: "Registerrolle", lagret: "LagretUtvalg | None", today: date
) -> InnbyggerlisteForm:
    """The questions, filled in from a draft, a page of events, a list or saved criteria when the address names one."""
    actor = request.actor
    if "utkast" in request.GET and (draft := listeutkast.find(request)):
        return InnbyggerlisteForm(draft, rolle=rolle, today=today)
    own = kommuneendringer.settled(virksomhet(actor.tenant).kommunenummer)
    initial: dict[str, object] = {"kommuner": (own,)} if rolle.covers(own) else {}
    if actor.formaal in rolle.formaal:
        initial["formaal"] = actor.formaal
    initial["sak"] = actor.sak
    events = HendelserForm(request.GET, rolle=rolle, today=today) if "hva" in request.GET else None
    if events and events.is_valid():
        return InnbyggerlisteForm(rolle=rolle, today=today, initial=initial | as_criteria(events.spoersmaal))
    before = lagret or queries.liste_for(actor, _uuid(request.GET.get("som", "")))
    if before is not None:
        initial |= initial_from(queries.utvalg_of(before), today=today) | initial_columns(before)
    return InnbyggerlisteForm(rolle=rolle, today=today, initial=initial)


def _page(
    request: FiksRequest,
    form: InnbyggerlisteForm,
    rolle: "Registerrolle",
    lagret: "LagretUtvalg | None",
    **count: object,
) -> HttpResponse:
    context = {
        "form": form,
        "rolle": rolle,
        "lagret": lagret,
        "dager": days_kept_for(rolle, request.actor.formaal),
        "begrensning": BEGRENSNING,
        **count,
    }
    return render(request, "folkeregister/innbyggerliste_ny.html", context)


def _count(request: FiksRequest, form: UtvalgForm, rolle: "Registerrolle", *, at: datetime) -> dict[str, object]:
    """What the panel says: the number, or what stands in the way of it."""
    if not form.is_valid() and form.utvalg is None:
        first = [*form.faults, *map(str, form.non_field_errors())][0]
        return {"antall_feil": _("Du ser antallet når dette er rettet: %(feil)s") % {"feil": first}}
    assert form.utvalg
    try:
        found = preview_liste(form.utvalg, rolle=rolle, by=_at_work(request, form), at=at)
    except UtvalgError as error:
        return {"antall_feil": str(error)}
    except TooManyPreviews:
        return {"antall_feil": _("Du har hentet antall mange ganger. Vent litt, eller lag listen.")}
    return {"antall": found, "antall_utvalg": summary(form.utvalg)}


def _order(
    request: FiksRequest, form: InnbyggerlisteForm, rolle: "Registerrolle", lagret: "LagretUtvalg | None"
) -> HttpResponse:
    if form.cleaned_data.get("med_graderte"):
        listeutkast.keep(request)
        return redirect("folkeregister:innbyggerliste_graderte")
    return order(request, form, rolle, lagret)


def order(
    request: FiksRequest,
    form: InnbyggerlisteForm,
    rolle: "Registerrolle",
    lagret: "LagretUtvalg | None",
    *,
    graderte: str = "",
) -> HttpResponse:
    """Order the list of a valid form, and go to its page. The purpose is what the work is for from now on."""
    by = _at_work(request, form)
    oekt.set_work(request.session, by.formaal, by.sak)
    bestilling = form.bestilling(lagret=lagret, graderte=graderte)
    try:
        bestill_liste(bestilling, rolle=rolle, by=by, at=timezone.now())
    except UtvalgError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return _page(request, form, rolle, lagret)
    except AlreadyOrdered:
        messages.info(request, _("Listen var bestilt fra før. Start på nytt hvis du vil lage en annen."))
    return redirect("folkeregister:innbyggerliste", bestilling.id)


def _save(
    request: FiksRequest, form: InnbyggerlisteForm, rolle: "Registerrolle", lagret: "LagretUtvalg | None"
) -> HttpResponse:
    """Keep the criteria, under the name they have, or for the time being under what they say."""
    bestilling, at = form.bestilling(), timezone.now()
    if lagret is not None:
        kept = save_utvalg(bestilling, navn=lagret.navn, rolle=rolle, lagret=lagret, by=request.actor, at=at)
        messages.success(request, _("Utvalget er endret for alle som har rollen."))
        return redirect("folkeregister:lagret_utvalg", kept.pk)
    text = summary(bestilling.utvalg)[:120]
    for number in range(1, _MOST_OF_A_NAME + 1):
        navn = f"{text[:1].upper()}{text[1:]}" + (f" ({number})" if number > 1 else "")
        try:
            kept = save_utvalg(bestilling, navn=navn, rolle=rolle, by=request.actor, at=at)
        except NameTaken:
            continue
        messages.success(request, _("Utvalget er lagret. Gi det gjerne et navn som sier hva det er til."))
        return redirect("folkeregister:lagret_utvalg", kept.pk)
    form.add_error(None, _("Utvalget er lagret mange ganger før. Bruk et av dem som er lagret."))
    return _page(request, form, rolle, lagret)


def _at_work(request: FiksRequest, form: UtvalgForm) -> Actor:
    """The actor with the purpose and case of the form; where it has none yet, with those of the work in progress."""
    given = form.cleaned_data
    actor = request.actor
    return actor.with_purpose(given.get("formaal") or actor.formaal, given.get("sak", actor.sak))


def saved_criteria(actor: Actor, named: str) -> "LagretUtvalg | None":
    """The saved criteria that an address or a form names, when they are of the actor's role."""
    return queries.lagrede_utvalg_for(actor).filter(pk=_uuid(named)).first()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _today() -> date:
    return timezone.localdate()
