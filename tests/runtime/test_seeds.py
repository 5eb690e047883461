"""What the same seed repeats: where msshim repeats more than MindSpore, the rows say so, and it is still so."""

import os
import subprocess
import sys
from pathlib import Path

import mindspore
import numpy as np
import pytest
from rows import all_rows

import msshim

HERE = Path(__file__).parent
FUNCTIONS = {
    "randn": lambda ms: ms.ops.randn(8),
    "rand": lambda ms: ms.ops.rand(8),
    "randint": lambda ms: ms.ops.randint(0, 1000, (8,)),
    "normal": lambda ms: ms.ops.normal((8,), 0.0, 1.0),
    "bernoulli": lambda ms: ms.ops.bernoulli(ms.Tensor(np.full(64, 0.5, np.float32)), 0.5),
    "StandardNormal": lambda ms: ms.ops.StandardNormal()((8,)),
    "randperm": lambda ms: ms.ops.randperm(64),
}


def repeats(library, seed, function) -> bool:
    found = []
    for _ in range(2):
        getattr(library, seed)(3)
        found.append(function(library).asnumpy())
    return bool((found[0] == found[1]).all())


def test_manual_seed() -> None:
    """In a process of its own: once `set_seed` was called, neither repeats."""
    program = (
        "import mindspore, msshim\nfrom test_seeds import FUNCTIONS, repeats\n"
        "for name, function in FUNCTIONS.items():\n"
        "    print(name, repeats(msshim, 'manual_seed', function), repeats(mindspore, 'manual_seed', function))\n"
    )
    path = os.pathsep.join(map(str, (HERE, HERE.parent / "support", HERE.parents[1])))
    environment = {**os.environ, "PYTHONPATH": path, "GLOG_v": "3"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    expected = [f"{name} True {name == 'randperm'}" for name in FUNCTIONS]
    assert done.stdout.splitlines() == expected, done.stderr


@pytest.mark.parametrize("name", FUNCTIONS)
def test_set_seed(name) -> None:
    assert repeats(msshim, "set_seed", FUNCTIONS[name])
    assert repeats(mindspore, "set_seed", FUNCTIONS[name]) == (name not in ("bernoulli", "StandardNormal"))


def test_the_rows_say_so() -> None:
    rows = {row.qualified: row for row in all_rows()}
    assert "randperm alone" in rows["manual_seed"].notes[0]
    for name in ("ops.bernoulli", "ops.StandardNormal"):
        assert any("set_seed repeats" in parameter.difference for parameter in rows[name].parameters)
