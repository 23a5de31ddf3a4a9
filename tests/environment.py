"""Read by pytest before Django's settings (pyproject.toml), so that plain `pytest` does what `make test` does.

The portal's own settings ask for a secret key, manifest files and HTTPS unless DEBUG says otherwise; what they do
without it is tested in processes of their own. Once they are read, pytest-django turns `settings.DEBUG` off, so
that pages fail as they do in production.
"""

import os

os.environ.setdefault("DEBUG", "1")
