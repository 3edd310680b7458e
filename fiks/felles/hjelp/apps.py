from django.apps import AppConfig


class HjelpConfig(AppConfig):
    name = "fiks.felles.hjelp"
    label = "hjelp"
    verbose_name = "Hjelp"
