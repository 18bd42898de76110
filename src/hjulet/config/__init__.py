"""How the rooms are wired together: settings, urls and the WSGI application."""
