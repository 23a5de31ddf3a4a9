"""No file of 300 lines, no function of 40: what passes them is asking to become several."""

import ast

import pytest

from tests.guards.tree import ROOT, css, js, name, product_modules, syntax, templates

FILE, FUNCTION = 300, 40


def _tests():
    return sorted((ROOT / "tests").rglob("*.py"))


@pytest.mark.parametrize("file", [*product_modules(), *_tests(), *templates(), *css(), *js()], ids=name)
def test_a_file_is_short(file):
    assert len(file.read_text().splitlines()) < FILE


@pytest.mark.parametrize("file", product_modules(), ids=name)
def test_a_function_is_short(file):
    functions = [node for node in ast.walk(syntax(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    assert {one.name: length for one in functions if (length := one.end_lineno - one.lineno + 1) >= FUNCTION} == {}
