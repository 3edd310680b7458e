"""Reading in a DPIA that was made in the French supervisor's tool."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import create_vurdering
from fiks.digiorden.forms.vurderingsimport import CnilForm
from fiks.digiorden.vurdering.cnil import FeilCnil, read_pia
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_les_inn(request: FiksRequest) -> HttpResponse:
    """Ask for the file, and make a draft of it."""
    if request.method == "GET":
        return render(request, "digiorden/vurdering_les_inn.html", {"form": CnilForm()})
    form = CnilForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            mal = read_pia(form.cleaned_data["fil"])
        except FeilCnil as error:
            form.add_error("fil", str(error))
        else:
            made = create_vurdering(slag="DPIA", tittel=mal.tittel, mal=mal, by=request.actor, at=timezone.now())
            messages.success(request, _("Vurderingen er lest inn som utkast. Sett sannsynlighet og konsekvens selv."))
            return redirect("digiorden:vurdering", made.pk)
    return render(request, "digiorden/vurdering_les_inn.html", {"form": form})
