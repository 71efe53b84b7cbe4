"""Defaults and forms have a hash that a rule changes and a comment does not."""

import shutil

import pytest

from iwsim.parameters import PARAMETERS
from iwsim.validation import frozen as module
from iwsim.validation.frozen import form, frozen

AS_IT_IS = frozen.__wrapped__
RULE = '''"""A rule."""

def rule(x, p):
    """Say what it does."""
    # half of it
    return 0.5 * x + p.step
'''


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    # half of it\n", ""),
        ("Say what it does", "Say it in other words"),
        ('"""A rule."""\n', ""),
        ("return 0.5 * x + p.step", "return (\n        0.5 * x + p.step\n    )"),
    ],
    ids=["comment", "docstring", "no docstring", "layout"],
)
def test_words_and_layout_are_no_form(before, after):
    changed = RULE.replace(before, after)
    assert changed != RULE
    assert form(changed) == form(RULE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0.5", "0.6"),
        ("+ p.step", "- p.step"),
        ("p.step", "p.jump"),
        ("return", "x +="),
        ("(x, p)", "(x, p=None)"),
    ],
)
def test_a_changed_rule_is_another_form(before, after):
    changed = RULE.replace(before, after)
    assert changed != RULE
    assert form(changed) != form(RULE)


@pytest.mark.parametrize("field", ["default", "kind"])
def test_a_changed_default_or_kind_changes_the_hash(field, monkeypatch):
    assert AS_IT_IS() == frozen()
    contagion = PARAMETERS["asb.contagion"]
    changed = {"default": contagion.default + 0.01, "kind": "setting"}[field]
    monkeypatch.setitem(PARAMETERS, "asb.contagion", contagion._replace(**{field: changed}))
    assert AS_IT_IS() != frozen()


def test_words_about_a_parameter_do_not_change_the_hash(monkeypatch):
    contagion = PARAMETERS["asb.contagion"]
    monkeypatch.setitem(PARAMETERS, "asb.contagion", contagion._replace(meaning="Other words"))
    assert AS_IT_IS() == frozen()


@pytest.mark.parametrize("room", ["processes", "world", "measuring"])
def test_a_changed_rule_of_the_model_changes_the_hash_and_a_comment_does_not(
    room, monkeypatch, tmp_path
):
    for name in ("processes", "world", "measuring"):
        shutil.copytree(module._PACKAGE / name, tmp_path / name)
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)
    path = next(p for p in sorted((tmp_path / room).glob("*.py")) if p.stem != "__init__")
    source = path.read_text(encoding="utf-8")
    path.write_text(source + "\n# A remark.\n", encoding="utf-8")
    assert AS_IT_IS() == frozen()
    path.write_text(source + "\nONE_MORE = 1.0\n", encoding="utf-8")
    assert AS_IT_IS() != frozen()


def test_another_order_of_the_week_changes_the_hash(monkeypatch):
    monkeypatch.setattr(module, "WEEK", tuple(reversed(module.WEEK)))
    assert AS_IT_IS() != frozen()


def test_another_estate_changes_the_hash(monkeypatch):
    monkeypatch.setattr(module, "_SCENARIOS", ("rochdale",))
    assert AS_IT_IS() != frozen()
