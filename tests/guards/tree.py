"""The files of the project, as the guards read them."""

import ast
import os
import shutil
import subprocess
from functools import cache

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
FLOORS = ["summit", "themes", "programme", "commitments", "delegates"]


def product_modules():
    """The Python files that run in production, apart from migrations, which are never edited."""
    found = [file for app in FLOORS for file in (ROOT / app).rglob("*.py")]
    return sorted(file for file in found if "migrations" not in file.parts)


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def css():
    return sorted((ROOT / "static" / "css").glob("*.css"))


def js():
    return sorted((ROOT / "static" / "js").glob("*.js"))


def name(file):
    return file.relative_to(ROOT).as_posix()


@cache
def syntax(file):
    return ast.parse(file.read_text(), filename=str(file))


def need(program):
    """Skip loudly where a program is missing; under CI that is a failure."""
    if shutil.which(program):
        return
    message = f"{program} is not installed, so this was NOT checked"
    pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


def tracked():
    """Every file that is, or is about to be, in the repository."""
    need("git")
    if not (ROOT / ".git").exists():
        pytest.skip("this is no repository, so what is in it was NOT checked")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return sorted(ROOT / line for line in listed if line and (ROOT / line).is_file())
