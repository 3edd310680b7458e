from django.apps import AppConfig


class RevisjonConfig(AppConfig):
    name = "fiks.felles.revisjon"
    label = "revisjon"
    verbose_name = "Revisjonslogg"
