"""The WSGI application for gunicorn: `hjulet.config.wsgi:application`."""

from hjulet.config.boot import configure

configure()

from django.core.wsgi import get_wsgi_application  # noqa: E402  settings must be named first

application = get_wsgi_application()
