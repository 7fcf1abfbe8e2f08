from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "bimer.casework"
    label = "casework"
