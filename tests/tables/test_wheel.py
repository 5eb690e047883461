"""The wheel has all it needs: built, installed with its dependencies into a bare environment, and used from there."""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
USE = """
import sys, torch, msshim, msshim.nn as nn
from msshim._src.tables import load, page
assert "mindspore" not in sys.modules and not str(load.directory()).startswith({root!r})
print(nn.Conv3dTranspose(2, 3, 3, stride=2)(torch.ones(1, 2, 3, 4, 5)).shape)
print(page.text(load.row("nn", "Conv3dTranspose")).splitlines()[0])
try:
    nn.thor
except NotImplementedError as error:
    print(error)
"""


def run(*command: str, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_wheel_in_a_bare_environment(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT), cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "bare", with_pip=True)
    python = str(tmp_path / "bare/bin/python")
    run(python, "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel), cwd=tmp_path)
    printed = run(python, "-c", USE.format(root=str(ROOT)), cwd=tmp_path)
    assert "torch.Size([1, 3, 6, 8, 10])" in printed
    assert "nn.Conv3dTranspose and torch.nn.ConvTranspose3d" in printed
    assert "mindspore.nn.thor is not in msshim" in printed
