"""`MSSHIM_STRICT=1` and `--profile`: what msshim ignores or approximates is refused, or listed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from msshim._src.tables import load
from msshim._src.tables.model import STREAM

ROOT = Path(__file__).parents[2]
HEAD = "import mindspore as ms\nfrom mindspore import nn, ops\nnet = nn.Dense(2, 2)\n"


def run(program: str, folder: Path, *options: str, **variables: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-m", "msshim", *options, "-c", HEAD + program]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


INEXACT = [
    ("ms.set_context(save_graphs=2)", "set_context", "save_graphs"),
    ("ms.Tensor([1.0], const_arg=True)", "Tensor", "const_arg"),
    ("ms.Parameter(ms.Tensor([1.0]), layerwise_parallel=True)", "Parameter", "layerwise_parallel"),
    ("nn.Adam(net.trainable_params(), use_locking=True)", "nn.Adam", "use_locking"),
    ("ms.save_checkpoint(net, 'net.ckpt', False)", "train.save_checkpoint", "integrated_save"),
    ("ops.random_gamma(ms.Tensor([3]), ms.Tensor([1.0]), seed=3)", "ops.random_gamma", "seed"),
]


def test_each_raises(tmp_path: Path) -> None:
    tries = "".join(
        f"try:\n    {call}\nexcept NotImplementedError as error:\n    print(error)\nelse:\n    print('nothing')\n"
        for call, _, _ in INEXACT
    )
    done = run(tries, tmp_path, MSSHIM_STRICT="1")
    assert done.returncode == 0, done.stderr
    for line, (_, path, parameter) in zip(done.stdout.splitlines(), INEXACT, strict=True):
        namespace, _, name = path.rpartition(".")
        why = load.row(namespace or "mindspore", name).inexact[parameter]
        assert line.startswith(f"mindspore.{path}: {parameter}=") and why in line


@pytest.mark.parametrize("strict", ["0", "1"])
def test_defaults_and_exact_parameters_pass(strict: str, tmp_path: Path) -> None:
    done = run(
        "ms.set_context(mode=ms.PYNATIVE_MODE)\nms.Tensor([1.0], const_arg=False)\n"
        "nn.Adam(net.trainable_params(), 0.1, use_locking=False)\n"
        "ms.save_checkpoint(net, 'net.ckpt', True)\nprint(ops.random_gamma.__name__)\n",
        tmp_path,
        MSSHIM_STRICT=strict,
    )
    assert done.returncode == 0 and done.stdout == "random_gamma\n", done.stderr


def test_without_strict_the_profile_lists_them(tmp_path: Path) -> None:
    done = run(
        "\n".join(call for call, _, _ in INEXACT) + "\nnn.Dropout2d(0.5)\n", tmp_path, "--profile", COLUMNS="300"
    )
    assert done.returncode == 0, done.stderr
    for _, path, parameter in INEXACT:
        assert f"not as in MindSpore: mindspore.{path}: {parameter}=" in done.stderr
    assert f"not as in MindSpore: mindspore.nn.Dropout2d: {STREAM}" in done.stderr
