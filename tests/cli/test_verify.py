"""`msshim verify`: a program on both libraries; the first cell that departs is named."""

import subprocess
import sys
from pathlib import Path

import mindspore  # noqa: F401  # the programs below run on it, too
import pytest
from command import MSSHIM
from raising import raises

from msshim._src.cli import workplace

ROOT = Path(__file__).parents[2]
NET = """
import sys
import numpy as np
import mindspore as ms
from mindspore import nn, ops

ours = not ms.__file__.replace('\\\\', '/').endswith('mindspore/__init__.py')

class Block(nn.Cell):
    def __init__(self, n):
        super().__init__()
        self.dense = nn.Dense(n, 4)
        self.norm = nn.LayerNorm((4,))

    def construct(self, x):
        y = self.dense(x)
        {change}
        return self.norm(y), (y, [x])

class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.blocks = nn.CellList([Block(3), Block(4)])

    def construct(self, x):
        for block in self.blocks:
            x, _ = block(x)
        return ops.relu(x)

net = Net()
x = ms.Tensor(np.random.rand(5, 3).astype(np.float32))
{extra}
loss, grads = ms.value_and_grad(lambda: net(x).sum(), None, net.trainable_params())()
optimizer = nn.Adam(net.trainable_params(), 0.1)
optimizer(grads)
net(x)
"""


def verify(tmp_path: Path, change: str = "", extra: str = "", *arguments: str) -> tuple[int, str]:
    (tmp_path / "net.py").write_text(NET.format(change=change, extra=extra))
    done = subprocess.run(
        [*MSSHIM, "verify", *arguments, "net.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    return done.returncode, done.stdout + done.stderr


def test_equal(tmp_path: Path) -> None:
    code, said = verify(tmp_path)
    assert code == 0 and "equal: " in said and "note" not in said, said


@pytest.mark.parametrize(
    ("change", "extra", "expected"),
    [
        (
            "if ours and x.shape[1] == 4: y = y * ms.Tensor([1., 2, 3, 4])",
            "",
            "the output of Net.blocks.1.norm (LayerNorm)",
        ),
        ("if ours: y = y[:2]", "", "has the shape (2, 4), on MindSpore (5, 4)"),
        ("", "if ours: x = x * 2", "the inputs of Net (Net) at its call 1"),
        (
            "",
            "net(x); net.blocks[0].dense.bias.set_data(ms.Tensor([float(ours)] * 4))",
            "at its call 2",
        ),
        ("if ours: y = y / 0", "", "is nan on one side only"),
    ],
)
def test_the_first_departure_is_named(change: str, extra: str, expected: str, tmp_path: Path) -> None:
    code, said = verify(tmp_path, change, extra)
    assert code == 1 and expected in said, said


def test_other_initial_weights_are_taken_over(tmp_path: Path) -> None:
    extra = "net.blocks[0].dense.weight.set_data(ms.Tensor(np.full((4, 3), float(ours), np.float32)))"
    code, said = verify(tmp_path, "", extra)
    assert code == 0 and "note: Net.blocks.0.dense.weight began with other values" in said, said


@pytest.mark.parametrize("extra", ["raise ValueError('stop here')", "sys.exit(3)"])
def test_a_side_that_can_not_run(extra: str, tmp_path: Path) -> None:
    code, said = verify(tmp_path, "", extra)
    assert code == 2 and "ended with exit code" in said, said


def test_nothing_to_compare(tmp_path: Path) -> None:
    code, said = verify(tmp_path, "", "sys.exit()")
    assert code == 2 and "nothing to compare" in said, said


def test_options_behind_the_script_are_not_its_arguments(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NET.format(change="", extra="assert sys.argv[1:] == ['--rtol', '3']"))
    command = [*MSSHIM, "verify", "net.py", "--against", "mindspore", "--most=5", "--", "--rtol", "3"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and "equal: 5 values" in done.stdout, done.stdout + done.stderr


def test_an_example(tmp_path: Path) -> None:
    script = str(ROOT / "examples" / "unchanged" / "gan.py")
    done = subprocess.run(
        [*MSSHIM, "verify", "--most", "100", script], cwd=tmp_path, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr


COMPILED = """
import numpy as np, mindspore as ms
from mindspore import jit, nn, ops

ms.set_context(mode=ms.GRAPH_MODE)

class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.dense = nn.Dense(3, 4)

    {decorated}
    def construct(self, x):
        return ops.relu(self.dense(x))

net = Net()
optimizer = nn.SGD(net.trainable_params(), 0.1)
gradients = ms.value_and_grad(lambda x: net(x).sum(), None, net.trainable_params())

{jit}
def step(x):
    loss, grads = gradients(x)
    optimizer(grads)
    return loss

for _ in range(2):
    step(ms.Tensor(np.random.rand(5, 3).astype(np.float32)))
"""


@pytest.mark.parametrize(
    ("jit", "decorated"),
    [("@ms.jit", ""), ('@jit(capture_mode="ast")', ""), ("@ms.common.api.jit", "@jit"), ("", "")],
)
def test_cells_in_compiled_functions_are_seen(jit: str, decorated: str, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(COMPILED.format(jit=jit, decorated=decorated))
    done = subprocess.run([*MSSHIM, "verify", "net.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and "equal: 10 values" in done.stdout, done.stdout + done.stderr


WRITES = """
import os, pathlib, mindspore as ms
assert pathlib.Path("data/x.txt").read_text() == "before" and pathlib.Path("../start/linked/y.txt").exists()
pathlib.Path("out.txt").write_text("after")
pathlib.Path(__file__).with_name("beside.txt").write_text("after")
pathlib.Path("data/x.txt").write_text("after")
net = ms.nn.Dense(2, 2)
net(ms.ops.ones((1, 2)))
ms.save_checkpoint(net, "net.ckpt")
"""


def test_what_the_program_writes_stays_out_of_its_folders(tmp_path: Path) -> None:
    start = tmp_path / "start"
    for file in (start / "data" / "x.txt", start / "linked" / "y.txt", tmp_path / "scripts" / "net.py"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("before" if file.suffix == ".txt" else WRITES)
    (start / "out.txt").write_text("before")
    command = [*MSSHIM, "verify", "../scripts/net.py", "--read-only", "linked"]
    done = subprocess.run(command, cwd=start, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(path.read_text() == "before" for path in tmp_path.rglob("*.txt"))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        "net.py",
        "out.txt",
        "x.txt",
        "y.txt",
    ]


def test_a_folder_too_large_to_copy(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x").write_bytes(bytes(100))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workplace, "LIMIT", 50)
    with raises(workplace.TooLarge, match="--read-only FOLDER"):
        workplace.Workplace(tmp_path / "copies", "one", tmp_path / "net.py", [])
    work = workplace.Workplace(tmp_path / "copies", "two", tmp_path / "net.py", [Path("data")])
    assert [path.name for path in work.start.iterdir()] == ["data"] and (work.start / "data").is_symlink()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nope.py"], "there is no file nope.py"),
        (["net.py", "--python", "/nope"], "--python /nope can not be started"),
        (["net.py", "--python", "./env"], "MindSpore is not installed for "),
    ],
)
def test_what_can_not_be_started_is_said(arguments: list[str], expected: str, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("")
    (tmp_path / "env").write_text(f'#!/bin/sh\nexec {sys.executable} -I -S "$@"\n')  # -S: nothing is installed
    (tmp_path / "env").chmod(0o755)
    done = subprocess.run([*MSSHIM, "verify", *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2 and expected in done.stderr and "Traceback" not in done.stderr, done.stderr
