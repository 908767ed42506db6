"""Hold files of answers against `specgen schema` with check-jsonschema, a validator that specgen does not use itself.

An editor checks the formats that a schema names as JSON Schema means them, and not as specgen does.
"""

from __future__ import annotations

from pathlib import Path

import check_jsonschema
import click.testing
import pytest
from typer.testing import CliRunner

from specgen.cli.main import app
from specgen.formats.yamlfile.yaml_file import load
from specgen.inputs.models.model import model_ids
from specgen.system.resources import built_in_models
from tests.judges.policy import ROOT
from tests.support.long_cases import long_but

MODELS = model_ids((built_in_models(),))
SAMPLES = sorted(path for path in (ROOT / "sample_inputs").rglob("*.yaml") if "model:" in path.read_text("utf-8"))
WRONG = """\
availability: {start: "7:00", end: "24:01", office: {start: 22.30}, pattern: sometimes}
contract: {start: 5 April 2027, begin: 2027-04-05}
"""


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    for model in MODELS:
        result = CliRunner().invoke(app, ["schema", model])
        assert result.exit_code == 0
        (folder / f"{model}.json").write_text(result.stdout, encoding="utf-8")
    return folder


@pytest.mark.parametrize("model", long_but(MODELS, "reward"))
def test_the_schema_accepts_each_sample_of_its_model_and_a_new_file(model: str, schemas: Path, tmp_path: Path) -> None:
    samples = [path for path in SAMPLES if _model_of(path) == model]
    assert samples
    file = tmp_path / "answers.yaml"
    assert CliRunner().invoke(app, ["new", model, "-o", str(file)]).exit_code == 0
    assert _validate(schemas / f"{model}.json", *samples, file) == ""


@pytest.mark.parametrize("model", MODELS)
def test_the_schema_names_only_formats_that_json_schema_has(model: str, schemas: Path) -> None:
    text = (schemas / f"{model}.json").read_text(encoding="utf-8")
    assert '"format": "date"' in text
    assert '"format": "time"' not in text, "RFC 3339: with seconds and a zone"
    assert '"format": "prose"' not in text


def test_the_schema_refuses_wrong_answers(schemas: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(f"model: care-planning\n{WRONG}", encoding="utf-8")
    faults = _validate(schemas / "care-planning.json", file)
    places = ("availability.start", "availability.end", "availability.office.start", "availability.pattern",
              "contract", "contract.start")  # fmt: skip
    assert [place for place in places if f"$.{place}: " not in faults] == []


@pytest.mark.long
def test_the_schema_accepts_the_first_and_the_last_time_of_a_day_and_no_time(schemas: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    text = "model: care-planning\navailability: {start: '00:00', end: '24:00', office: {start: }}\n"
    file.write_text(text, encoding="utf-8")
    assert _validate(schemas / "care-planning.json", file) == ""


def _model_of(path: Path) -> object:
    answers, _ = load(path)
    return None if answers is None else answers.values.get("model")


def _validate(schema: Path, *files: Path) -> str:
    """Return what check-jsonschema says of files; nothing if they are valid."""
    ran = click.testing.CliRunner().invoke(check_jsonschema.main, ["--schemafile", str(schema), *map(str, files)])
    return "" if ran.exit_code == 0 else ran.output
