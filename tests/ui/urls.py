"""Addresses the frames link to, without the doors themselves."""

from django.http import HttpResponse
from django.urls import include, path


def _nothing(request, **kwargs):
    return HttpResponse()


_portal = [
    path("basvuru/", _nothing, name="start"),
    path("takip/", _nothing, name="track"),
    path("", _nothing, name="home"),
]
_desk = [
    path("", _nothing, name="inbox"),
    path("cikis/", _nothing, name="sign_out"),
    path("hesabim/", _nothing, name="my_account"),
]
urlpatterns = [
    path("", include((_portal, "portal"))),
    path("gorevli/", include((_desk, "desk"))),
]
