from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "hjulet.findings"
    label = "findings"
