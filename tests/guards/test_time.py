"""One place knows what time it is (summit/clock.py); nothing else asks for a decision people see."""

import ast

import pytest

from tests.guards.tree import name, product_modules, syntax, templates

REAL_TIME = {("timezone", "now"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
THE_CLOCK = "summit/clock.py"


def asked(file):
    return [
        f"{node.value.id}.{node.attr}, line {node.lineno}"
        for node in ast.walk(syntax(file))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in REAL_TIME
    ]


def test_the_guard_sees_the_one_use_there_is():
    files = {name(file): asked(file) for file in product_modules()}

    assert len(files[THE_CLOCK]) == 2


@pytest.mark.parametrize("file", [file for file in product_modules() if name(file) != THE_CLOCK], ids=name)
def test_a_module_asks_the_clock_for_the_time(file):
    assert asked(file) == []


def test_templates_do_not_tell_the_time_themselves():
    assert [name(file) for file in templates() if "{% now " in file.read_text()] == []
