"""What the server runs."""

from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "goen.web.settings"

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
