from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "fiks.felles.design"
    label = "design"
    verbose_name = "Design"
