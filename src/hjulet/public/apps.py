from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "hjulet.public"
    label = "public"
