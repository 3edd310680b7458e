from django.apps import AppConfig


class LagerConfig(AppConfig):
    name = "fiks.felles.lager"
    label = "lager"
    verbose_name = "Dokumentlager"
