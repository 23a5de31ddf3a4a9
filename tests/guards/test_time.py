"""One place knows what time it is (summit/clock.py); nothing else asks for a decision people see."""

import ast

from tests.guards.tree import name, product_modules, syntax, templates

REAL_TIME = {
    ("timezone", "now"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}
THE_CLOCK = "summit/clock.py"


def asked(file):
    return [
        f"{node.value.id}.{node.attr}, line {node.lineno}"
        for node in ast.walk(syntax(file))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in REAL_TIME
    ]


def test_only_the_clock_asks_for_the_real_time():
    found = {name(file): asked(file) for file in product_modules()}

    assert found.pop(THE_CLOCK) != []
    assert {file: uses for file, uses in found.items() if uses} == {}


def test_templates_do_not_tell_the_time_themselves():
    assert [name(file) for file in templates() if "{% now " in file.read_text()] == []
