"""Which door stands at which address."""

from django.urls import include, path

urlpatterns = [
    path("", include("bimer.portal.urls")),
    path("gorevli/", include("bimer.desk.urls")),
]
