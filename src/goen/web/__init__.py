"""The pages: a local web app over the same store and the same actions as the commands.

How a page is made, for whoever adds one:

- `views/NAME.py` holds function views and, at its end, `urls = [path(...)]`; add the module to AREAS in urls.py, and to ENTRIES in
  navigation.py if it stands in the navigation. A view asks `desk(request)` for everything: the understanding with its indexes
  (`desk.book`), names in words (`desk.view`), texts (`desk.say`), the day, the config for actions. It ends with
  `page(request, "name.html", ...)` or `turn(...)` after a POST. Reading goes through the book, store.queries and actions; writing
  through an action; then `note(request, "key", ...)` leaves a sentence for the next page.
- `templates/NAME.html` extends base.html (blocks: title, main). Fragments for htmx start with an underscore and are included.
  `{% say "key" n=3 name=x %}` gives a text, escaped; `{% day d %}`, `{{ text|plain }}`; `desk.said` masks names where that is wanted.
  Templates take the language from `language` (never `say.language`: Django would call `say`).
- What was read is shown by the tags of templatetags/reading.py: `{% person_link id %}`, `{% application_link id %}`, `{% quote words %}`,
  `{% tie code %}`, `{% because reason %}`; and wherever a reading stands, `{% why number %}` opens why it is so and lets it be corrected,
  at the end of the nearest element with `data-reading`. A correction comes to views/correct.py, which says what it changed.
- What many pages draw from all of the book is made once: `book.once("name", make)`.
- Texts stand in locale/{en,ja}/NAME.toml; no key in two files, and no markup in texts.
- Addresses use the short ids that the commands print: /applications/a3/, /people/p1/, /messages/m12/, /letters/a3/, /why/m12/.
- Nothing inline: no style attribute, no script, no event handler (the Content-Security-Policy refuses them). Keys and other
  behaviour stand in static/goen.js, colours and sizes as named tokens on top of static/goen.css.
- Every form works without JavaScript: a plain POST that ends in a redirect; htmx (`hx-*`) only makes it quicker.

Who may look: only who came through the one-time link that `goen serve` made (links.py, middleware.py). Tests take the fixture
`web` (tests/web/conftest.py): a client that is already in, on a store into which the sample was read.
"""

from __future__ import annotations
