from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "hjulet.risks"
    label = "risks"
