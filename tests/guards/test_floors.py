"""The floors of the house: models point one way, and nobody reaches into another app's views."""

import ast

import pytest

from tests.guards.tree import FLOORS, ROOT, name, product_modules, syntax

# What brings the apps together: all addresses, the home page, the site map for engines, the style guide.
ASK_EVERYONE = ("summit/urls.py", "summit/views.py", "summit/sitemaps.py", "summit/styleguide/")
NOT_A_NOUN = {"services", "utils", "helpers", "common", "core"}


def imports(file):
    """Return the modules a file imports, wherever in it, each in full."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(syntax(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_the_imports_of_a_file_are_read_in_full(tmp_path, monkeypatch):
    (tmp_path / "themes").mkdir()
    file = tmp_path / "themes" / "urls.py"
    file.write_text("import os.path\nfrom themes import views\nfrom . import models\nfrom .admin import Admin\n")
    monkeypatch.setattr("tests.guards.test_floors.ROOT", tmp_path)

    assert list(imports(file)) == ["os.path", "themes.views", "themes.models", "themes.admin.Admin"]


@pytest.mark.parametrize("file", product_modules(), ids=name)
def test_a_module_asks_its_own_floor_and_those_below(file):
    own = FLOORS.index(name(file).partition("/")[0])
    asked = {module for module in imports(file) if module.partition(".")[0] in FLOORS}

    above = {module for module in asked if FLOORS.index(module.partition(".")[0]) > own}
    views = {module for module in asked if module.split(".")[1:2] == ["views"] and not module.startswith(FLOORS[own])}
    if not name(file).startswith(ASK_EVERYONE):
        assert above == set()
    assert views == set()


@pytest.mark.parametrize("file", product_modules(), ids=name)
def test_a_module_is_named_after_what_it_decides(file):
    assert set(file.relative_to(ROOT).with_suffix("").parts) & NOT_A_NOUN == set()
