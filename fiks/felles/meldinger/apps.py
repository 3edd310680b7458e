from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeldingerConfig(AppConfig):
    name = "fiks.felles.meldinger"
    label = "meldinger"
    verbose_name = "Meldinger"

    def ready(self) -> None:
        """Register the words of the log."""
        from fiks.felles.tilgang import loggord

        loggord.register_acts({"meldinger.varslet": _("Sendte en melding")})
