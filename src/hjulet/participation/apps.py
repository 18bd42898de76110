from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "hjulet.participation"
    label = "participation"
