"""No file of 300 lines, no function of 40: what passes them is asking to become several."""

import ast

from tests.guards.tree import ROOT, css, js, name, product_modules, syntax, templates

FILE, FUNCTION = 300, 40


def functions(file):
    for node in ast.walk(syntax(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_every_file_is_short():
    tests = (ROOT / "tests").rglob("*.py")
    lengths = {
        name(file): len(file.read_text().splitlines())
        for file in [*product_modules(), *tests, *templates(), *css(), *js()]
    }

    assert {file: length for file, length in lengths.items() if length >= FILE} == {}


def test_every_function_is_short():
    lengths = {
        (name(file), function): length for file in product_modules() for function, length in functions(file)
    }

    assert {function: length for function, length in lengths.items() if length >= FUNCTION} == {}
