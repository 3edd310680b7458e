from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InnloggingConfig(AppConfig):
    name = "fiks.felles.innlogging"
    label = "innlogging"
    verbose_name = "Innlogging"

    def ready(self) -> None:
        """Load the start-up checks, and register the words of the log."""
        from fiks.felles.innlogging import checks  # noqa: F401 - registers itself
        from fiks.felles.tilgang import loggord

        loggord.register_acts(_ACTS)


_ACTS = {
    "innlogging.logget_inn": _("Logget inn"),
    "innlogging.logget_ut": _("Logget ut"),
    "innlogging.steg_opp": _("Logget inn på høyere nivå"),
    "innlogging.valgte_virksomhet": _("Byttet virksomhet"),
    "innlogging.valgte_rolle": _("Byttet rolle"),
    "innlogging.avvist": _("Ble avvist ved innlogging"),
}
