"""The portal in this process too, as production has it, to look into its database; import it before its modules.

ENVIRONMENT is for whatever is started beside it. Its folder goes with this process.
"""

import os
import subprocess
import sys
import tempfile

import django
from home import PROJECT, production

FOLDER = tempfile.TemporaryDirectory(prefix="bench-")
ENVIRONMENT = production(FOLDER.name) | {"TRUSTED_PROXIES": "1", "DEMONSTRATION": "0"}

os.environ.pop("SUMMIT_CLOCK", None)
os.environ.update(ENVIRONMENT, DJANGO_SETTINGS_MODULE="summit.settings")
sys.path.insert(0, str(PROJECT))
django.setup()


def manage(command):
    subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=PROJECT,
        env=ENVIRONMENT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
