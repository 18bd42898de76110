from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "hjulet.kernel"
    label = "kernel"
