from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "hjulet.notices"
    label = "notices"
