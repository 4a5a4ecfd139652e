"""A news site on loopback, with the manners and the malice of the real web.

Every page is a row of a table, path to `Page`: `articles.py`, `feeds.py`, `encodings.py`,
`moving.py` (redirects, statuses, compressions), `walls.py`, `hostile.py`. To add a page, add a row
to the table it belongs to, or in one test alone `site.add("/path", Page(...))`. A tuple of pages is
a page that changes: the first visit gets the first one, later visits the next, and from then on the
last; `site.forget()` begins anew.
`{base}` in a text stands for the address of the site. A page with an `etag` or `modified` answers
304 to who has it already; `packed` compresses it; `tell` takes over the whole connection.

    with serving() as site:
        fetch.get(site.url("/articles/flood"))
        site.seen  # what was asked for, in order, with headers and times
"""

from tests.ingest.site.page import Asked, Page, Pages
from tests.ingest.site.server import Site, serving

__all__ = ["Asked", "Page", "Pages", "Site", "serving"]
