"""The tables: the schema, the errors, and what they say of themselves."""

import dataclasses
from pathlib import Path

import pytest
import yaml
from raising import raises
from rows import all_rows

from msshim._src.data.transforms.words import check
from msshim._src.rules.checks import CHECKS
from msshim._src.tables import load, model, schema

MAPPINGS = load.directory()
TABLES = sorted(MAPPINGS.glob("*/**/*.yaml"))
SCHEMA = schema.schema()


@pytest.mark.parametrize("path", TABLES, ids=lambda p: str(p.relative_to(MAPPINGS)))
def test_schema(path: Path) -> None:
    import jsonschema  # here, so that rows can be tested without it

    jsonschema.Draft202012Validator(SCHEMA).validate(yaml.safe_load(path.read_text()))


def test_the_schema_tells_editors_of_every_word() -> None:
    assert {*SCHEMA["$defs"]} == {kind.__name__ for kind in vars(model).values() if dataclasses.is_dataclass(kind)}
    for entry in SCHEMA["$defs"].values():
        assert entry["additionalProperties"] is False
        assert [name for name, field in entry["properties"].items() if not field.get("description")] == []


WORDED = "transform", "reader"


def test_every_type_word_is_known() -> None:
    used = {p.type for row in all_rows() for p in row.parameters if p.type and row.kind not in WORDED}
    assert used <= set(CHECKS)
    assert all(check(p.type) for row in all_rows(*WORDED) for p in row.parameters if p.type)


GOOD = """\
Thing:
  kind: cell
  summary: A thing.
  call: torch.relu
  parameters:
    - {name: alpha, default: 1}
"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("kind: cell", "kind: sell"), ":2: Thing: kind: must be"),
        (("summary: A thing.", "sumary: A thing."), ":3: Thing: sumary: unknown field"),
        (("{name: alpha, default: 1}", "{name: alpha, defualt: 1}"), ":6: Thing: parameters.0.defualt: unknown field"),
        (("{name: alpha, default: 1}", "{name: 3}"), ":6: Thing: parameters.0.name: must be"),
        (("  call: torch.relu\n", ""), ":2: Thing: row: a Row must have call"),
        (("parameters:\n", "parameters: 3\n#"), ":5: Thing: parameters: must be a list"),
        (("Thing:\n", "Thing: [\n"), ": "),
        (("{name: alpha, default: 1}", "{name: alpha, default: 1, name: beta}"), ":6: the key 'name' is there twice"),
        (("  call: torch.relu\n", "  call: torch.relu\n  kind: cell\n"), ":5: the key 'kind' is there twice"),
    ],
)
def test_an_error_names_file_line_row_and_field(tmp_path: Path, change, expected: str) -> None:
    path = tmp_path / "family.yaml"
    path.write_text(GOOD.replace(*change))
    with raises(load.TableError) as error:
        load.read(path, "nn", "Thing")
    assert str(error.value).startswith(str(path))
    assert expected in str(error.value)


def test_a_name_that_stands_twice_is_an_error_with_file_and_line(tmp_path: Path, monkeypatch) -> None:
    """As a row of a table, and in the other files of `mappings/`."""
    monkeypatch.setattr(load, "directory", lambda: tmp_path)
    (tmp_path / "nn").mkdir()
    (tmp_path / "nn" / "family.yaml").write_text(GOOD + "\n" + GOOD)
    with raises(load.TableError) as error:
        load.index.__wrapped__("nn")
    assert str(error.value).startswith(f"{tmp_path / 'nn' / 'family.yaml'}:8: Thing: ")
    (tmp_path / "missing.yaml").write_text("a: 1\nb: 2\na: 3\n")
    with raises(yaml.constructor.ConstructorError) as twice:
        load.document("missing.yaml")
    assert "'a' is there twice" in str(twice.value)
    assert f'"{tmp_path / "missing.yaml"}", line 3' in str(twice.value)


def test_rows_are_frozen() -> None:
    row = all_rows()[0]
    with raises(dataclasses.FrozenInstanceError):
        row.name = "other"  # type: ignore[misc]
