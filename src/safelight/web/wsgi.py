"""The door for a web server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safelight.web.settings")
application = get_wsgi_application()

from safelight.web.starting import start  # noqa: E402

start()
