"""The pages of Digiorden."""

from django.urls import path

from fiks.digiorden.views.start import start

app_name = "digiorden"

urlpatterns = [
    path("", start, name="start"),
]
