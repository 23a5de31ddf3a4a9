"""The environment: a wrong value stops the start with one sentence that names it; .env.example tells the truth."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
KEY = {"SECRET_KEY": "of-this-test-alone"}
OTHERS_READ = {  # by the application server and by Docker Compose
    "GRANIAN_WORKERS",
    "GRANIAN_BLOCKING_THREADS",
    "POSTGRES_PASSWORD",
    "HTTP_PORT",
    "HTTPS_PORT",
    "TLS_DIR",
}


def run(*command, folder, **variables):
    """Run a command with these variables and no other."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=PROJECT,
        env={"PATH": path, "VAR_DIR": str(folder)} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def example():
    """Return the variables of .env.example with their values, and those no comment explains."""
    lines = (PROJECT / ".env.example").read_text().splitlines()
    variables, bare = {}, []
    for before, line in zip(["", *lines], lines, strict=False):
        if line and not line.startswith("#"):
            name, _sign, value = line.partition("=")
            variables[name] = value
            if not before.startswith("# "):
                bare.append(name)
    return variables, bare


def read_by_the_settings():
    """Return the names that settings.py asks summit.env for."""
    tree = ast.parse((PROJECT / "summit" / "settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and getattr(call.func.value, "id", None) == "env"
    }


def test_the_example_and_the_settings_know_the_same_variables():
    assert set(example()[0]) - OTHERS_READ == read_by_the_settings()


def test_the_environment_is_read_in_one_place():
    elsewhere = [
        str(file.relative_to(PROJECT))
        for app in ("summit", "themes", "programme", "commitments", "delegates")
        for file in (PROJECT / app).rglob("*.py")
        if re.search(r"environ\b(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|getenv", file.read_text())
    ]

    assert elsewhere == ["summit/env.py"]


def test_each_variable_of_the_example_says_why():
    assert example()[1] == []


def test_the_example_holds_no_secret():
    variables, _bare = example()

    assert (variables["SECRET_KEY"], variables["POSTGRES_PASSWORD"]) == ("", "")


def test_the_defaults_of_the_example_are_the_true_ones(tmp_path):
    variables = {name: value for name, value in example()[0].items() if name not in ("SECRET_KEY", "VAR_DIR")}

    without = run(sys.executable, "manage.py", "diffsettings", folder=tmp_path, **KEY)
    with_it = run(sys.executable, "manage.py", "diffsettings", folder=tmp_path, **KEY, **variables)

    addresses = r" at 0x\w+"  # of what is in memory, another in each process
    assert "SECURE_HSTS_SECONDS = 31536000\n" in without.stdout
    assert re.sub(addresses, "", with_it.stdout) == re.sub(addresses, "", without.stdout)


def test_an_ordinary_environment_starts(tmp_path):
    assert run(sys.executable, "manage.py", "check", folder=tmp_path, **KEY).returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("DEMONSTRATION", "maybe"),
        ("SECRET_KEY", ""),
        ("SUMMIT_CLOCK", "yesterday"),
        ("SUMMIT_CLOCK", "2020-12-14T09:00"),
        ("ALLOWED_HOSTS", "https://summit.example"),
        ("CSRF_TRUSTED_ORIGINS", "summit.example"),
        ("TRUSTED_PROXIES", "-1"),
        ("API_REQUESTS_PER_MINUTE", "0"),
        ("DATABASE_URL", "nonsense://"),
        ("DATABASE_URL", "summit.sqlite3"),
        ("DATABASE_URL", "mysql://user@host/name"),
        ("DATABASE_URL", "postgres://user:password@host:port/name"),
        ("DATABASE_URL", "postgres://user@host"),
        ("CONN_MAX_AGE", "a minute"),
        ("EMAIL_URL", "nonsense://mail.example.org"),
        ("EMAIL_URL", "smtp://mail.example.org:port"),
        ("MAIL_FROM", "nobody"),
        ("SITE_ORIGIN", "summit.example"),
        ("BADGE_KEY_FILE", str(PROJECT / "deploy")),
        ("VAR_DIR", str(PROJECT / "manage.py")),
        ("VAR_DIR", str(PROJECT / "manage.py" / "var")),
        ("SECURE_SSL_REDIRECT", "sometimes"),
        ("SECURE_HSTS_SECONDS", "1.5"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_sentence_that_names_it(name, value, tmp_path):
    stopped = run(sys.executable, "manage.py", "check", folder=tmp_path, **(KEY | {name: value}))

    assert (stopped.returncode, stopped.stdout) == (1, "")
    assert re.fullmatch(rf"[^\n]*\b{name}\b[^\n]*\.\n", stopped.stderr), stopped.stderr


def test_every_variable_that_can_be_wrong_is_tried():
    (mark,) = test_a_wrong_value_stops_the_start_with_one_sentence_that_names_it.pytestmark

    assert {name for name, _value in mark.args[1]} == read_by_the_settings()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TRUSTED_PROXIES", "many", "TRUSTED_PROXIES is “many”; it takes a whole number, 0 or more."),
        ("GRANIAN_WORKERS", "many", "GRANIAN_WORKERS is “many”; it takes a whole number, 1 or more."),
        ("GRANIAN_BLOCKING_THREADS", "0", "GRANIAN_BLOCKING_THREADS is “0”; it takes a whole number, 1 or more."),
    ],
)
def test_the_server_too_stops_with_one_sentence(name, value, sentence, tmp_path):
    stopped = run("deploy/entrypoint", "serve", folder=tmp_path, **(KEY | {name: value}))

    assert (stopped.returncode, stopped.stderr) == (1, f"{sentence}\n")
