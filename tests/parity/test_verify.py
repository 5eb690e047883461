"""`msshim verify`: a program on both libraries; the first cell that departs is named."""

import subprocess
from pathlib import Path

import pytest
from command import MSSHIM

ROOT = Path(__file__).parents[2]
NET = """
import sys
import numpy as np
import mindspore as ms
from mindspore import nn, ops

ours = 'as msshim' in repr(ms)

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
