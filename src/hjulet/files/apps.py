from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "hjulet.files"
    label = "files"
