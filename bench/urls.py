"""The one address of the reference."""

from django.urls import path

from bench.views import three_inserts

urlpatterns = [path("three-inserts/", three_inserts)]
