from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "hjulet.demo"
    label = "demo"
