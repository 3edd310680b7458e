from django.apps import AppConfig


class JobberConfig(AppConfig):
    name = "fiks.felles.jobber"
    label = "jobber"
    verbose_name = "Jobber"
