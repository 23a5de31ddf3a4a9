"""Production's shape: what docker-compose.yml, the Dockerfile and nginx say of each other and of the project."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.urls import get_resolver

PROJECT = Path(__file__).resolve().parents[2]
COMPOSE = (PROJECT / "docker-compose.yml").read_text()
DOCKERFILE = (PROJECT / "Dockerfile").read_text()
NGINX = (PROJECT / "deploy" / "nginx.conf").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
SCRIPTS = [
    PROJECT / ".ci" / "run",
    *(PROJECT / "deploy" / name for name in ("entrypoint", "backup.sh", "restore.sh")),
]


def mounts(service):
    """Return what a service mounts: the source and the place of each volume."""
    return [tuple(volume.rsplit(":ro", 1)[0].rsplit(":", 1)) for volume in SERVICES[service].get("volumes", [])]


def test_production_is_nginx_the_portal_and_its_database():
    assert sorted(SERVICES) == ["database", "mail", "nginx", "release", "web"]


@pytest.mark.parametrize("service", ["database", "nginx", "web"])
def test_what_stays_up_says_how_it_is_and_comes_back(service):
    health = SERVICES[service]["healthcheck"]

    assert set(health) == {"test", "interval", "timeout", "retries", "start_period"}
    assert SERVICES[service]["restart"] == "unless-stopped"


def test_the_release_runs_once_before_the_portal_serves():
    assert SERVICES["release"]["restart"] == "no"
    assert SERVICES["release"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert SERVICES["web"]["depends_on"]["release"] == {"condition": "service_completed_successfully"}
    assert SERVICES["nginx"]["depends_on"] == {"web": {"condition": "service_healthy"}}


def test_the_portal_s_commands_are_those_of_its_entrypoint():
    known = re.findall(r"^(\w+)\)$", (PROJECT / "deploy" / "entrypoint").read_text(), re.MULTILINE)

    assert known == ["release", "serve", "mail"]
    assert [SERVICES[name]["command"] for name in known_services(known)] == [["release"], ["serve"], ["mail"]]


def known_services(commands):
    return [name for command in commands for name in SERVICES if SERVICES[name].get("command") == [command]]


def test_nginx_alone_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_each_image_is_one_known_version():
    images = [service["image"] for service in SERVICES.values()] + re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)

    assert [image for image in images if not re.fullmatch(r"[\w-]+:\d+(\.\d+)*(-\w+)?", image)] == []
    assert SERVICES["database"]["image"] == "postgres:17"


def test_every_named_volume_is_declared_and_used():
    used = {source for name in SERVICES for source, _place in mounts(name) if re.fullmatch(r"\w+", source)}

    assert used == set(yaml.safe_load(COMPOSE)["volumes"])


def test_nginx_serves_the_files_that_the_portal_keeps():
    kept = {source: place for source, place in mounts("web") if source in ("static", "media")}
    served = {source: place for source, place in mounts("nginx") if source in kept}

    assert kept == {"static": "/var/lib/summit/static", "media": "/var/lib/summit/media"}
    assert served == {"static": "/srv/static", "media": "/srv/media"}
    assert SERVICES["web"]["environment"]["VAR_DIR"] == "/var/lib/summit"
    assert re.findall(r"root (\S+);", NGINX) == ["/srv", "/srv"]


def test_every_file_of_ours_that_compose_mounts_is_there():
    ours = [source for name in SERVICES for source, _place in mounts(name) if source.startswith("./")]

    assert ours == ["./deploy/nginx.conf"]
    assert (PROJECT / ours[0]).is_file()


def test_nginx_passes_on_to_the_portal_s_own_port():
    assert set(re.findall(r"http://[a-z]+:\d+", NGINX)) == {"http://web:8000"}
    assert "--port 8000" in (PROJECT / "deploy" / "entrypoint").read_text()
    assert "127.0.0.1:8000/health/" in SERVICES["web"]["healthcheck"]["test"][-1]


def test_the_files_hold_no_secret():
    values = [
        (name, value)
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
        if re.search("PASSWORD|SECRET|KEY|DATABASE_URL", name)
    ]

    assert {name for name, _value in values} == {"DATABASE_URL", "POSTGRES_PASSWORD"}
    assert [name for name, value in values if not re.search(r"\$\{POSTGRES_PASSWORD:\?[^}]+\}", value)] == []


def test_every_variable_of_compose_stands_in_the_example():
    example = set(re.findall(r"^(\w+)=", (PROJECT / ".env.example").read_text(), re.M))

    assert set(re.findall(r"\$\{(\w+)", COMPOSE)) - example == set()


def copied():
    """Return what the Dockerfile copies out of the project."""
    return [source for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.M) for source in line.split()[:-1]]


def test_everything_the_image_copies_is_there_and_reaches_the_builder():
    let_in = re.findall(r"^!(\S+)$", (PROJECT / ".dockerignore").read_text(), re.M)

    assert [source for source in copied() if not (PROJECT / source).exists()] == []
    assert copied() == let_in


def test_the_image_holds_all_that_the_portal_runs_on():
    ours = {app.label for app in apps.get_app_configs() if Path(app.path).parent == PROJECT}
    folders = {"templates", "static", "locale", "content"}

    assert ours | folders | {"manage.py", "requirements.lock", "deploy/entrypoint"} == set(copied())


def test_the_portal_does_not_run_as_root():
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.M) == ["summit"]
    assert DOCKERFILE.index("USER summit") < DOCKERFILE.index("ENTRYPOINT")


def shown(path):
    """Return what nginx writes of a path into its log: it takes the first line that matches."""
    table = re.search(r"map \$uri \$shown \{(.+?)\n    \}", NGINX, re.DOTALL)[1]
    lines = re.findall(r'"~(.+?)" (\S+);', table)
    assert len(lines) == table.count("~")
    return next((path if value == "$uri" else "-" for pattern, value in lines if re.search(pattern, path)), "-")


def paths(entries, before=""):
    """Return an example of every address of the site, a token in the place of each token."""
    for entry in entries:
        at = f"{before}{entry.pattern}"
        if hasattr(entry, "url_patterns"):
            yield from paths(entry.url_patterns, at)
        else:
            yield "/" + re.sub(r"<[^>]+>", "x", re.sub(r"<\w+:(?:token|secret)>", TOKEN, at))


TOKEN = "q8Zk3vTOKEN"
SILENT = re.compile(r"^/(admin|styleguide|staff)/|^/fr/preview/|/agenda/.|TOKEN|[\\(^]")


def test_the_log_shows_the_reading_pages():
    reading = [
        path for path in paths(get_resolver().url_patterns) if path.startswith("/fr/") and not SILENT.search(path)
    ]

    assert len(reading) > 10
    assert [path for path in reading if shown(path) != path] == []


def test_the_log_is_silent_about_all_that_holds_a_token_and_about_staff():
    known = [path for path in paths(get_resolver().url_patterns) if SILENT.search(path)]
    others = ["/en/my/q8Zk3v/", "/en/nothing/", "/staff/", "/media/other.txt", "/fr/preview/programme/opening/"]

    assert any("TOKEN" in path for path in known)
    assert [path for path in [*known, *others] if shown(path) != "-"] == []


def test_ci_calls_the_line_that_the_readme_gives():
    lines = (PROJECT / ".ci" / "run").read_text().splitlines()

    assert "\n```\nmake test\n```\n" in (PROJECT / "README.md").read_text()
    assert "make test" in lines
    assert [line for line in lines if "pytest" in line.lower() and "PYTEST_ADDOPTS" not in line] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_each_script_can_be_run(script):
    shell = script.read_text().splitlines()[0].rsplit("/", 1)[-1].split()[-1]

    read = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)

    assert (read.returncode, read.stderr) == (0, "")
    assert script.stat().st_mode & 0o111


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_name_packages_with_their_hashes_and_no_address(lock):
    text = (PROJECT / lock).read_text()
    packages = re.split(r"^(?=\w)", text, flags=re.M)[1:]

    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_tests_run_on_the_packages_that_production_runs_on():
    locked = [
        re.findall(r"^(\S+==\S+)", (PROJECT / f"requirements{kind}.lock").read_text(), re.M)
        for kind in ("", "-dev")
    ]

    assert set(locked[0]) - set(locked[1]) == set()
