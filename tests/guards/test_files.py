"""What no file of the repository may hold."""

import re

import pytest

from tests.guards.tree import ROOT, name, tracked

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "proxy.go" + "lang.org",
    "crates" + ".io",
    "rubygems" + ".org",
    "repo.maven" + ".apache.org",
    "un" + "pkg.com",
    "js" + "delivr.net",
]
BINARY = {".png", ".ico", ".jpg", ".webp", ".mo", ".gz", ".br", ".woff2"}


def texts():
    return [file for file in tracked() if file.suffix not in BINARY]


def neighbours():
    """The absolute paths that mean something on this machine alone: the checkout and what stands beside it."""
    if ROOT.parent == ROOT.parent.parent:
        return [str(ROOT)]
    return [str(beside) for beside in ROOT.parent.iterdir()]


def holding(pattern, files):
    return [name(file) for file in files if re.search(pattern, file.read_text())]


def test_no_file_names_a_package_registry():
    assert holding("|".join(re.escape(host) for host in REGISTRIES), texts()) == []


def test_no_file_names_a_path_of_this_machine():
    paths = "|".join(re.escape(path) for path in neighbours())

    assert holding(rf"(?<![\w./-])({paths})(?![\w-])", texts()) == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_pins_by_hash_and_holds_no_address(lock):
    text = (ROOT / lock).read_text()
    packages = [line for line in text.splitlines() if re.match(r"[\w.-]+(\[.*\])?==", line)]

    assert re.findall(r"\S*://\S*|--(?:extra-)?index-url.*|--find-links.*", text) == []
    assert len(packages) > 5
    assert text.count("--hash=sha256:") >= len(packages)


def test_nothing_that_is_made_is_in_the_repository():
    made = re.compile(r"(^|/)(\.env|var|staticfiles|__pycache__|node_modules)(/|$)|\.py[co]$|\.sqlite3")

    assert [name(file) for file in tracked() if made.search(name(file))] == []


def test_every_file_ends_with_one_line_end_and_no_trailing_space():
    wrong = []
    for file in texts():
        text = file.read_text()
        if text and (
            not text.endswith("\n") or text.endswith("\n\n") or re.search(r"[ \t]+$", text, re.MULTILINE)
        ):
            wrong.append(name(file))

    assert wrong == []
