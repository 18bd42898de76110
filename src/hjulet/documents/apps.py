"""The room as a Django app. It has no models; Django only needs to find its files."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "hjulet.documents"
    label = "documents"
    verbose_name = "Dokument"
