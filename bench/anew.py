"""The portal as if each request came to a new version of it, so that every feed is made anew: for measuring alone.

A new version sends nothing that an old one kept (programme/feeds.py), whichever process kept it; the texts set
before are forgotten too.
"""

import itertools
import os
import threading

from summit.wsgi import application as portal  # sets Django up, which the others need

# isort: split
from programme import feeds, plain_text

numbers = itertools.count()
current = threading.local()


def application(environ, start_response):
    current.edition = f"{os.getpid()}-{next(numbers)}"
    plain_text.without_markup.cache_clear()
    plain_text.typeset.cache_clear()
    return portal(environ, start_response)


feeds.edition = lambda *_folders: current.edition
