"""Registers the room with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "hjulet.ui"
    label = "ui"
    verbose_name = "Utseende"
