from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "hjulet.improvements"
    label = "improvements"
