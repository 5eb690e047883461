"""Old names of MindSpore: none is in the real one, what stands for it is there, and who meets one is told."""

import importlib
import subprocess
import sys

import mindspore
import pytest

from msshim._src.cli.check import answers
from msshim._src.cli.command import main
from msshim._src.tables import renamed


def exists(path: str) -> bool:
    """Whether the real MindSpore has it, as a module or in one."""
    owner = mindspore
    for part in path.split("."):
        if not hasattr(owner, part):
            try:
                importlib.import_module(f"{owner.__name__}.{part}")
            except (ImportError, AttributeError):
                return False
        owner = getattr(owner, part, None) or importlib.import_module(f"{owner.__name__}.{part}")
    return True


@pytest.mark.parametrize("old", renamed.table())
def test_an_old_name_is_gone_and_its_successor_is_there(old: str) -> None:
    entry = renamed.table()[old]
    assert entry.keys() <= {"now", "how"} and entry
    assert not exists(old)
    assert exists(entry.get("now", "Tensor"))
    assert entry.get("how", ".").endswith(".")
    said = renamed.message(old)
    assert said is not None and said.startswith(f"MindSpore 2.10.0 has no mindspore.{old}; ")
    assert answers.answer(old).status == "unknown" and answers.answer(old).why == said


def test_an_old_module_stands_for_its_names() -> None:
    said = renamed.message("nn.transformer.TransformerEncoder")
    assert said is not None and "nn.transformer; mindspore.nn.Transformer has its place" in said
    assert renamed.message("nn.Conv2d") is None and renamed.message("ops") is None and renamed.message("") is None


OLD = [
    ("ms_function", "mindspore.jit"),
    ("ops.ResizeBilinear", "mindspore.ops.ResizeBilinearV2"),
    ("ops.operations.nn_ops.ResizeBilinear", "mindspore.ops.ResizeBilinearV2"),
    ("_checkparam.Validator", "check_positive_int"),
    ("context.set_fl_context", "federated"),
    ("common.api.ms_function", "mindspore.jit"),
]


@pytest.mark.parametrize(("old", "new"), OLD)
def test_who_meets_an_old_name_is_told(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By `api`, as an attribute, and in an import while `import mindspore` is answered."""
    assert main(["api", old]) == 1
    assert new in capsys.readouterr().err
    owner, _, name = old.rpartition(".")
    code = f"from mindspore import {name}" if not owner else f"from mindspore.{owner} import {name}"
    done = subprocess.run([sys.executable, "-m", "msshim", "-c", code], capture_output=True, text=True)
    assert done.returncode == 1 and "ImportError: cannot import name" in done.stderr and new in done.stderr
    code = f"import mindspore.{owner or 'nn'} as at; print(hasattr(at, {name!r})); at.{name}"
    if not owner:
        code = f"import mindspore as at; print(hasattr(at, {name!r})); at.{name}"
    done = subprocess.run([sys.executable, "-m", "msshim", "-c", code], capture_output=True, text=True)
    assert done.stdout == "False\n" and "AttributeError" in done.stderr and new in done.stderr


@pytest.mark.parametrize("old", ["nn.transformer", "dataset.engine.graphdata", "train.quant", "compression"])
def test_who_imports_an_old_module_is_told(old: str) -> None:
    said = renamed.message(old)
    code = f"import mindspore.{old}"
    done = subprocess.run([sys.executable, "-m", "msshim", "-c", code], capture_output=True, text=True)
    assert done.returncode == 1 and "ModuleNotFoundError" in done.stderr and str(said) in done.stderr
