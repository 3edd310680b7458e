from django.apps import AppConfig


class VirksomhetConfig(AppConfig):
    name = "fiks.felles.virksomhet"
    label = "virksomhet"
    verbose_name = "Virksomheter"
