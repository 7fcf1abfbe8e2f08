from django.apps import AppConfig


class Notices(AppConfig):
    name = "bimer.notices"
