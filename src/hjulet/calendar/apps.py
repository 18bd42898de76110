from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "hjulet.calendar"
    label = "calendar"
