"""The entry point of the web server."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()
if settings.SERVES_READERS:
    from testimonies.edition.search.warming import warm

    # Loaded before the workers are made, it is theirs in common, and no first reader waits for it.
    warm()
# What is loaded by now stays: workers share its pages, and no collection walks it again. A request makes thousands of
# short-lived objects, so that the default of 700 would collect a dozen times for each page.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
