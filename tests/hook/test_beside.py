"""Files beside a program that are named as what msshim imports: msshim does not see them, the program gets them."""

import subprocess
import sys
from pathlib import Path

import pytest

NAMES = ["yaml", "rich", "torch", "numpy", "random", "safetensors", "cryptography", "google", "queue", "sympy"]

PROGRAM = """\
import os, sys
import {name}, mindspore as ms
from {name} import VALUE
import helper
net = ms.nn.Dense(2, 1)
ms.save_checkpoint(net, "net.ckpt")
ms.save_checkpoint(net, "net.safetensors", format="safetensors")
print({name}.VALUE, VALUE, helper.VALUE, os.path.relpath({name}.__file__), len(ms.load_checkpoint("net.ckpt")))
print(ms.grad(lambda x: net(x).sum())(ms.Tensor([[1.0, 2.0]])).shape)
"""


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "msshim", *arguments], cwd=cwd, capture_output=True, text=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_program_gets_its_own_file_and_msshim_the_installed_one(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text("VALUE = 'its own'\n")
    (tmp_path / "helper.py").write_text(f"from {name} import VALUE\n")
    (tmp_path / "train.py").write_text(PROGRAM.format(name=name))
    done = run("train.py", cwd=tmp_path)
    assert done.stdout == f"its own its own its own {name}.py 2\n(1, 2)\n", done.stderr


def test_packages_modules_and_other_folders(tmp_path: Path) -> None:
    """A package, `-m`, `-c`, a program in another folder, and there a file named msshim."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "__init__.py").write_text("")
    (tmp_path / "pack" / "train.py").write_text(
        "import yaml.loader, mindspore; print(yaml.loader.VALUE, yaml.__name__)"
    )
    (tmp_path / "yaml").mkdir()
    (tmp_path / "yaml" / "__init__.py").write_text("")
    (tmp_path / "yaml" / "loader.py").write_text("import mindspore\nVALUE = mindspore.Tensor([1.5])\n")
    assert run("-m", "pack.train", cwd=tmp_path).stdout == "[1.5] yaml\n"
    assert run("-c", "import yaml; print(yaml.__file__)", cwd=tmp_path).stdout == f"{tmp_path}/yaml/__init__.py\n"
    (tmp_path / "pack" / "msshim.py").write_text("VALUE = 3\n")
    (tmp_path / "pack" / "two.py").write_text(
        "import msshim, mindspore; print(msshim.VALUE, mindspore.Tensor(1).shape)"
    )
    assert run("pack/two.py", cwd=tmp_path).stdout == "3 ()\n"


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_started_anew(method: str, tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("VALUE = 'its own'\n")
    (tmp_path / "train.py").write_text(
        "import multiprocessing, mindspore, yaml\n"
        "def work(x):\n    return yaml.VALUE, mindspore.Tensor(x).shape\n"
        "if __name__ == '__main__':\n"
        f"    with multiprocessing.get_context({method!r}).Pool(1) as pool:\n"
        "        print(pool.map(work, [[1.5]]))\n"
    )
    done = run("train.py", cwd=tmp_path)
    assert done.stdout == "[('its own', (1,))]\n", done.stderr


def test_nothing_is_watched_where_no_name_is_shared(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("")
    (tmp_path / "train.py").write_text("import builtins; print(type(builtins.__import__).__name__)")
    assert run("train.py", cwd=tmp_path).stdout == "builtin_function_or_method\n"


@pytest.mark.parametrize("command", ["check", "convert", "api", "info", "verify"])
def test_commands_by_python_m(command: str, tmp_path: Path) -> None:
    """As the console script, unless a file, and not a folder, has that name; then that is said."""
    (tmp_path / "yaml.py").write_text("1 / 0")
    (tmp_path / command).mkdir()
    helped = run(command, "--help", cwd=tmp_path)
    assert helped.returncode == 0 and helped.stdout.startswith(f"usage: msshim {command}")
    (tmp_path / command).rmdir()
    (tmp_path / command).write_text("import sys, mindspore; print(sys.argv, mindspore.__version__); sys.exit(7)")
    done = run(command, "--help", cwd=tmp_path)
    assert done.returncode == 7 and done.stdout == f"['{command}', '--help'] 2.10.0\n"
    assert f"{command!r} is a file here" in done.stderr and f"`msshim {command}`" in done.stderr


def test_check_by_python_m(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("import mindspore as ms\nms.Tensor")
    done = run("check", "net.py", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith("1 of 1 files run as they are.")
    assert run("check", "nothing", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_versions(option: str, tmp_path: Path) -> None:
    import torch

    import msshim

    said = f"msshim {msshim.__version__} (mindspore 2.10.0, torch {torch.__version__})\n"
    assert run(option, cwd=tmp_path).stdout == said
    code = f"import sys; from msshim._src.cli.command import main; main([{option!r}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == (said, 0)
