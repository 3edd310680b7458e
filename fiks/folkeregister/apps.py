from django.apps import AppConfig


class FolkeregisterConfig(AppConfig):
    name = "fiks.folkeregister"
    label = "folkeregister"
    verbose_name = "Folkeregister"
