"""What msshim says of names that it lacks: each sentence names only what is there, and fits its name."""

import importlib
import re

import pytest
import torch
import yaml

import msshim
from msshim._src.cli.check import answers
from msshim._src.tables import load, missing, renamed

ABSENT = load.document("absent.yaml")
GROUPS = [(namespace, group) for namespace in missing.namespaces() for group in missing.groups(namespace)]
ADVICE = sorted({group.instead for _, group in GROUPS} | {one["instead"] for one in ABSENT.values()})


def found(path: str) -> bool:
    """Whether a path that a sentence names is there, in torch, a public module of msshim, or as a member."""
    first, *rest = path.split(".")
    if first == "Cell":
        first, rest = "nn", ["Cell", *rest]
    owner = torch if first == "torch" else msshim if first in ("msshim", "mindspore") else getattr(msshim, first)
    for part in rest:
        if not hasattr(owner, part):
            try:
                importlib.import_module(f"{owner.__name__}.{part}")
            except ImportError:
                return False
        owner = getattr(owner, part)
    return True


@pytest.mark.parametrize("sentence", ADVICE)
def test_advice_names_what_is_there(sentence: str) -> None:
    assert sentence[0].isupper() and sentence.endswith(".")
    for path in re.findall(
        r"(?<![\w.])(?:torch|msshim|nn|ops|mint|amp|Tensor|Cell|Model|Dataset)\.[A-Za-z_][\w.]*\w", sentence
    ):
        if path.startswith(("Model.", "Dataset.")):
            path = ("train." if path.startswith("Model") else "dataset.") + path
        assert found(path), path


def test_reasons_are_sentences() -> None:
    for why in {group.why for _, group in GROUPS} | {one["why"] for one in ABSENT.values()}:
        assert why.startswith("it ") and why.endswith("."), why


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("nn.thor", "THOR"),
        ("train.ConvertModelUtils", "THOR"),
        ("ops.GetNext", "queue"),
        ("ops.stop_gradient_", "ops.stop_gradient"),
        ("ops.DynamicRNN", "nn.LSTM"),
        ("Profiler", "torch.profiler"),
        ("train.train_thor.ConvertNetUtils", "THOR"),
        ("multiprocessing.Pool", "Python"),
        ("onnx.export", "torch.onnx"),
    ],
)
def test_advice_fits_the_name(path: str, word: str) -> None:
    found = answers.answer(path)
    assert found.status == "missing" and word in found.why


def test_no_name_is_told_two_things() -> None:
    """The same name, under its several paths, gets the same sentences; a missing one is no old one."""
    told: dict[tuple[str, str], str] = {}
    for namespace, group in GROUPS:
        for name in group.names:
            if namespace in ("mindspore", "common", "train", "nn"):
                assert told.setdefault((name, ""), group.instead) == group.instead, name
            assert renamed.message(name if namespace == "mindspore" else f"{namespace}.{name}") is None


def test_tables_are_plain_documents() -> None:
    for name in ("missing.yaml", "absent.yaml", "renamed.yaml"):
        assert isinstance(yaml.safe_load((load.directory() / name).read_text(encoding="utf-8")), dict)
