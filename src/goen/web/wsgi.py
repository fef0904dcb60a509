"""What the server runs."""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Thread

os.environ["DJANGO_SETTINGS_MODULE"] = "goen.web.settings"

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()


def warm() -> None:
    """Read what was understood while the browser is still opening: of ten thousand applications that takes two seconds."""
    from django.conf import settings

    from goen import config
    from goen.actions.understanding import today
    from goen.errors import GoenError
    from goen.store.connect import close_store, open_store
    from goen.web.book import book
    from goen.web.correspondence import correspondence_of

    here = config.load()
    if not (here.database_url or here.database.exists()):
        return
    with suppress(GoenError):  # the first page says it
        open_store(here)
        known = book(here, settings.GOEN.as_of or today())
        for part in ("short", "now", "quiet", "haystack", "closest", "folded"):
            getattr(known, part)
        correspondence_of(known)
    close_store()


Thread(target=warm, daemon=True).start()
