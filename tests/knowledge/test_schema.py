"""The schemas that editors use are those of the models."""

from __future__ import annotations

import json
import runpy
import warnings

import jsonschema
import pytest

from bot.knowledge import place, schema
from bot.knowledge.nodes import parse
from tests.knowledge.small import FILES, encoded

SHIPPED = place.content_place() / "schema"


def test_shipped_schemas_are_in_step_with_the_models():
    there = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.iterdir()}
    assert there == schema.schemas(), "run: python -m bot.knowledge.schema"


@pytest.mark.parametrize("name", ("cards", "signs", "notices", "glossary", "menu", "reminders"))
def test_a_good_file_fits_its_schema(name):
    rules = json.loads((SHIPPED / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    file = f"{name}.yaml" if f"{name}.yaml" in FILES else f"{name}/all.yaml"
    jsonschema.validate(parse(file, encoded(FILES)[file]).value, rules)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"other": []}, rules)


def test_the_command_writes_every_schema(tmp_path, monkeypatch):
    monkeypatch.setattr(place, "content_place", lambda: tmp_path)
    with warnings.catch_warnings():
        # The module was imported above and is now run anew: that is the point.
        warnings.simplefilter("ignore", RuntimeWarning)
        runpy.run_module("bot.knowledge.schema", run_name="__main__")
    assert sorted(path.name for path in (tmp_path / "schema").iterdir()) == sorted(schema.schemas())
