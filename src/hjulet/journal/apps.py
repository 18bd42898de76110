from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "hjulet.journal"
    label = "journal"
