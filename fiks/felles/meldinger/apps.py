from django.apps import AppConfig


class MeldingerConfig(AppConfig):
    name = "fiks.felles.meldinger"
    label = "meldinger"
    verbose_name = "Meldinger"
