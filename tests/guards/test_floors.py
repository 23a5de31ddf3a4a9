"""The floors of the house: models point one way, and nobody reaches into another app's views."""

import ast
import re

from tests.guards.tree import FLOORS, ROOT, name, product_modules, syntax

# What brings the apps together: all addresses, the home page, the site map for engines, the API, the style guide.
ASK_EVERYONE = ("summit/urls.py", "summit/views.py", "summit/sitemaps.py", "summit/api/", "summit/styleguide/")
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


def apps_asked(file):
    return {module for module in imports(file) if module.partition(".")[0] in FLOORS}


def floor(module):
    return FLOORS.index(re.split(r"[./]", module)[0])


def test_a_module_asks_its_own_floor_and_those_below():
    climbs = {
        name(file): above
        for file in product_modules()
        if (above := {module for module in apps_asked(file) if floor(module) > floor(name(file))})
    }

    assert {file: above for file, above in climbs.items() if not file.startswith(ASK_EVERYONE)} == {}


def test_nobody_asks_the_views_of_another_app():
    strangers = {
        (name(file), module)
        for file in product_modules()
        for module in apps_asked(file)
        if module.split(".")[1] == "views" and floor(module) != floor(name(file))
    }

    assert strangers == set()


def test_a_module_is_named_after_what_it_decides():
    assert [name(file) for file in product_modules() if set(re.split(r"[./]", name(file))) & NOT_A_NOUN] == []
