"""Programs run unchanged: the command, the hook and its scope, in processes of their own."""

import importlib
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import mindspore
import numpy as np
import pytest
import yaml
from raising import raises

from msshim._src.names import deep
from msshim._src.tables import load, places
from msshim._src.tensor.absent_members import Missing

ROOT = Path(__file__).parents[2]
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder whose `mindspore` can not be imported, as where MindSpore is not installed."""
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "mindspore.py").write_text("raise ImportError('the real mindspore was imported')\n")
    return tmp_path


def run(*arguments: str, cwd: Path, given: str = "", **variables: str) -> subprocess.CompletedProcess:
    paths = os.pathsep.join([str(cwd / "blocked"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths, "GLOG_v": "2", **variables}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, input=given, capture_output=True, text=True, timeout=600
    )


def test_script(elsewhere: Path) -> None:
    (elsewhere / "beside.py").write_text("VALUE = 7\n")
    (elsewhere / "script.py").write_text(
        "import sys, mindspore as ms\n"
        "from beside import VALUE\n"
        "import __main__\n"
        "print(ms.Tensor([VALUE]), __name__, __file__, sys.argv[1:], sys.path[0], __main__.VALUE)\n"
        "def fail():\n    raise ValueError('of the script')\n"
        "if sys.argv[1] == 'fail':\n    fail()\n"
        "sys.exit(int(sys.argv[1]))\n"
    )
    done = run("-m", "msshim", "script.py", "5", "--flag", cwd=elsewhere)
    assert done.returncode == 5
    assert done.stdout == f"[7] __main__ {elsewhere}/script.py ['5', '--flag'] {elsewhere} 7\n"
    failed, plain = (run(*how, "script.py", "fail", cwd=elsewhere) for how in (("-m", "msshim"), ()))
    assert failed.returncode == 1
    assert [line for line in failed.stderr.splitlines() if line.startswith("  File")] == [
        f'  File "{elsewhere}/script.py", line 8, in <module>',
        f'  File "{elsewhere}/script.py", line 6, in fail',
    ]
    assert plain.returncode == 1 and "was imported" in plain.stderr


def test_module_code_and_standard_input(elsewhere: Path) -> None:
    (elsewhere / "pack").mkdir()
    (elsewhere / "pack" / "__init__.py").write_text("")
    (elsewhere / "pack" / "train.py").write_text(
        "import sys, mindspore\nfrom . import __name__ as p\nprint(mindspore.__version__, p, __name__, sys.argv[1:])\n"
    )
    assert run("-m", "msshim", "-m", "pack.train", "a", cwd=elsewhere).stdout == "2.10.0 pack __main__ ['a']\n"
    code = "import sys, mindspore; print(mindspore.ops.abs(mindspore.Tensor(-2.0)), sys.argv)"
    assert run("-m", "msshim", "-c", code, "b", cwd=elsewhere).stdout == "2.0 ['-c', 'b']\n"
    assert run("-m", "msshim", "-", "c", cwd=elsewhere, given=code).stdout == "2.0 ['-', 'c']\n"
    assert run("-m", "msshim", cwd=elsewhere, given=code).stdout == "2.0 ['']\n"
    folder = elsewhere / "folder"
    folder.mkdir()
    (folder / "__main__.py").write_text(code)
    assert run("-m", "msshim", "folder", cwd=elsewhere).stdout == "2.0 ['folder']\n"


def test_wrong_command_lines(elsewhere: Path) -> None:
    for arguments in (["--unknown"], ["-m"], ["-c"], ["no_such.py"]):
        done = run("-m", "msshim", *arguments, cwd=elsewhere)
        assert done.returncode == 2 and done.stderr and "Traceback" not in done.stderr
    assert "usage" in run("-m", "msshim", "--help", cwd=elsewhere).stdout


PROGRAMS = {
    "names": "import sys\nprint(__file__, sys.argv, sys.path[0], __spec__, __builtins__, sorted(globals()))\n",
    "annotations": "def f(x: int): pass\nprint(f.__annotations__)\nimport inspect; print(inspect.getsource(f))\n",
    "text": "import sys; sys.exit('a text')",
    "number": "raise SystemExit(-1)",
    "nothing": "import sys; sys.exit()",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    "syntax": "x = 1\ny = = 2\n",
    "chained": "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError(3) from error\n",
    "threads": "import threading\nthread = threading.Thread(target=lambda: 1 / 0)\nthread.start(); thread.join()\n",
    "excepthook": "import sys\nsys.excepthook = lambda *a: print('mine', a[0])\n1 / 0\n",
    "at_exit": "import atexit, pickle\nclass A: pass\natexit.register(lambda: print(pickle.loads(pickle.dumps(A))))\n",
    "encoded": "# -*- coding: latin-1 -*-\nprint(ascii('\xe9'))\n",
    "no_such_file": None,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_as_plain_python(name: str, tmp_path: Path) -> None:
    """The same output, to the letter, and the same exit code, as without msshim."""
    source = PROGRAMS[name]
    if source is not None:
        (tmp_path / f"{name}.py").write_text(source, encoding="latin-1")
    plain, mine = (run(*how, f"{name}.py", "a", "--b", cwd=tmp_path) for how in ((), ("-m", "msshim")))
    assert (mine.stdout, mine.stderr, mine.returncode) == (plain.stdout, plain.stderr, plain.returncode)


def test_modules_as_plain_python(tmp_path: Path) -> None:
    """Packages, their modules, folders, and those that do not exist."""
    (tmp_path / "pack").mkdir()
    text = "import sys\nprint(__name__, __file__, __spec__.name, repr(__package__), sys.argv, sys.path[0])\n"
    for name in ("__init__", "__main__", "one"):
        (tmp_path / "pack" / f"{name}.py").write_text(text)
    for arguments in (
        ["-m", "pack", "a"],
        ["-m", "pack.one"],
        ["pack", "b"],
        ["-m", "no_such"],
        ["-m", "pack.no_such"],
    ):
        plain, mine = (run(*how, *arguments, cwd=tmp_path) for how in ((), ("-m", "msshim")))
        assert (mine.stdout, mine.stderr, mine.returncode) == (plain.stdout, plain.stderr, plain.returncode)


def test_processes_started_anew(elsewhere: Path) -> None:
    """Where multiprocessing imports the program again, as it does on macOS and Windows, msshim answers again."""
    (elsewhere / "script.py").write_text(
        "import multiprocessing, mindspore\n"
        "def double(x):\n    return float(mindspore.Tensor(x) * 2), mindspore.nn.__name__, __name__\n"
        "if __name__ == '__main__':\n"
        "    for method in ('spawn', 'forkserver'):\n"
        "        with multiprocessing.get_context(method).Pool(1) as pool:\n"
        "            print(pool.map(double, [1.5]))\n"
    )
    done = run("-m", "msshim", "script.py", cwd=elsewhere)
    assert done.stdout == "[(3.0, 'mindspore.nn', '__mp_main__')]\n" * 2, done.stderr


def test_session(elsewhere: Path) -> None:
    """A terminal gets a session: values are shown, errors are its own and do not end it, and it has an exit code."""
    (elsewhere / "startup.py").write_text("three = 3\n")
    lines = "import mindspore as ms\nms.Tensor([three]) * 2\n1 / 0\n_\nraise SystemExit(4)\n"
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSTARTUP": "startup.py", "TERM": "dumb", "HOME": "."}
    session = subprocess.Popen(
        [sys.executable, "-m", "msshim"], cwd=elsewhere, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.write(ours, lines.encode())
    assert session.wait(timeout=100) == 4
    shown = os.read(ours, 1 << 16).decode()
    assert shown.count("Tensor(shape=[1], dtype=Int64, value= [6])") == 2
    assert re.search(r'\(most recent call last\):\r\n  File "<console>", line 1, in <module>\r\nZeroDivision', shown)


def test_interrupt_and_exit_functions(elsewhere: Path) -> None:
    (elsewhere / "script.py").write_text(
        "import atexit, mindspore\natexit.register(lambda: print('last', mindspore.float32))\nraise KeyboardInterrupt\n"
    )
    done, plain = run("-m", "msshim", "script.py", cwd=elsewhere), run("-c", "raise KeyboardInterrupt", cwd=elsewhere)
    assert done.returncode == plain.returncode
    assert done.stdout == "last Float32\n" and 'script.py", line 3' in done.stderr


def test_a_profile_without_calls(elsewhere: Path) -> None:
    done = run("-m", "msshim", "--profile", "-c", "sum(range(9))", cwd=elsewhere)
    assert re.fullmatch(r"msshim: no API of MindSpore was called in the [\d.]+ seconds of the program\.\n", done.stderr)


def test_profile(elsewhere: Path) -> None:
    code = (
        "import mindspore as ms\nfor _ in range(3): ms.ops.relu(ms.Tensor([1.0]) + 1)\n"
        "step = ms.nn.Momentum([ms.Parameter(ms.Tensor([1.0]), name='w')], 0.1, 0.9)\nstep((ms.Tensor([1.0]),))\n"
        "ms.grad(ms.ops.exp)(ms.Tensor([1.0]))\n"
        "for row in ms.dataset.NumpySlicesDataset([1, 2]): pass\n"
        "try: ms.nn.thor\nexcept NotImplementedError: pass\n"
    )
    done = run("-m", "msshim", "--profile", "-c", code, cwd=elsewhere)
    for line in (
        r"ops\.relu\W+3\W",
        r"Tensor\.__add__ and its kin\W+3\W",
        r"nn\.Momentum\W+1\W",
        r"gradients \(the backward passes\)\W+1\W",
        r"data \(the rows that pipelines give\)\W+3\W",
        r"the whole program\W+\d+\W+\d+\.\d+\W",
        "missing: mindspore.nn.thor",
    ):
        assert re.search(line, done.stderr), line
    assert done.stdout == ""


def test_pytest_plugin(elsewhere: Path) -> None:
    (elsewhere / "test_one.py").write_text(
        "import mindspore\ndef test_one():\n    assert mindspore.Tensor([1]).size == 1\n"
    )
    done = run("-m", "pytest", "-q", "-p", "msshim.pytest_plugin", "test_one.py", cwd=elsewhere)
    assert done.returncode == 0 and "1 passed" in done.stdout


def test_notebook_extension(elsewhere: Path) -> None:
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell()\nshell.run_line_magic('load_ext', 'msshim')\n"
        "import mindspore; print(mindspore.__version__)\n"
        "shell.run_line_magic('unload_ext', 'msshim')\nimport sys; print('mindspore' in sys.modules)\n"
    )
    assert run("-c", code, cwd=elsewhere).stdout == "2.10.0\nFalse\n"


HANDLES = """
import sys, importlib, importlib.metadata, importlib.util, threading, builtins
import msshim
before = builtins.__import__, list(sys.meta_path)
first, second = msshim.install_as_mindspore(), msshim.install_as_mindspore()
assert "msshim" in sys.modules["mindspore"].__file__
import mindspore, mindspore.nn, mindspore.ops.operations as P
assert "msshim" in repr(mindspore) and mindspore.__version__ == "2.10.0" and mindspore.nn.Dense is msshim.nn.Dense
assert importlib.metadata.version("MindSpore") == "2.10.0" and importlib.util.find_spec("mindspore")
assert not {"core", "factory", "to_torch", "Any"} & set(dir(mindspore)) and P.Add is msshim.ops.Add
first.uninstall(); first.uninstall()
import mindspore.common.dtype
second.uninstall()
assert (builtins.__import__, list(sys.meta_path)) == before
assert not [name for name in sys.modules if name.partition(".")[0] == "mindspore"]
try:
    import mindspore
except ImportError as error:
    assert "was imported" in str(error)
else:
    raise AssertionError
sys.modules.pop("mindspore", None)
with msshim.install_as_mindspore() as handle:
    seen = []
    def look():
        seen.append(importlib.import_module("mindspore.ops.functional"))
    made, together = [], threading.Barrier(16)
    def make():
        together.wait()
        made.append((importlib.import_module("mindspore.nn.layer.basic").Dense, mindspore.ops.relu))
    threads = [threading.Thread(target=what) for what in [look] * 16 + [make] * 16]
    [t.start() for t in threads]; [t.join() for t in threads]
    assert len(set(map(id, seen))) == 1 and len(set(made)) == 1 and len(made) == 16
    try:
        import mindspore.no_such
    except ModuleNotFoundError as error:
        assert error.name == "mindspore.no_such"
assert "uninstalled" in repr(handle)
"""

SCOPED = """
import sys, builtins
import msshim
plain = builtins.__import__
with msshim.install_as_mindspore(scope=["mine", "__main__"]):
    import mindspore as ms
    import mindspore.nn
    from mindspore.ops import operations as P, functional
    from mindspore.dataset import GeneratorDataset
    import mine, other
    assert ms.Tensor([1]).size == 1 and mindspore.nn.Dense is msshim.nn.Dense and P.Add is msshim.ops.Add
    assert mine.found == "2.10.0" and other.found is None
    assert "mindspore" not in sys.modules
    try:
        import mindspore.no_such
    except ModuleNotFoundError:
        pass
    else:
        raise AssertionError
assert builtins.__import__ is plain
handle = msshim.install_as_mindspore(scope=["mine"])
ours = builtins.__import__
builtins.__import__ = theirs = lambda *args, **kwargs: ours(*args, **kwargs)
handle.uninstall()
import csv
with msshim.install_as_mindspore(scope=["__main__"]):
    import mindspore
assert builtins.__import__ is theirs
try:
    msshim.install_as_mindspore("mine")
except TypeError as error:
    assert "scope" in str(error)
"""


def test_handles(elsewhere: Path) -> None:
    done = run("-c", HANDLES, cwd=elsewhere)
    assert done.returncode == 0, done.stderr


def test_scope(elsewhere: Path) -> None:
    probe = "try:\n    import mindspore\n    found = mindspore.__version__\nexcept ImportError:\n    found = None\n"
    for name in ("mine", "other"):
        (elsewhere / f"{name}.py").write_text(probe)
    done = run("-c", SCOPED, cwd=elsewhere)
    assert done.returncode == 0, done.stderr


def test_beside_the_real_one() -> None:
    import msshim

    with raises(ImportError, match="real mindspore is imported already"):
        msshim.install_as_mindspore()


PATHS = [
    line.split("|")[3].strip(" `")
    for line in (Path(__file__).parents[1] / "support/data/module_paths.md").read_text().splitlines()
    if line.startswith("| ") and "`" in line
]


def importable(path: str) -> bool:
    try:
        importlib.import_module(path)
    except ImportError:
        return False
    return True


@pytest.mark.parametrize("path", sorted({p for p in PATHS if importable(p)}))
def test_paths_of_real_programs(path: str) -> None:
    """Each path that programs import, as far as MindSpore 2.10 has it."""
    from msshim._src.hook import importing

    assert importing.served(path) is not None


@pytest.mark.parametrize("path", deep.absent())
def test_absent_modules(path: str) -> None:
    """Their names can be imported; those that msshim lacks raise when they are used, and say why."""
    mine, row = deep.module(path), deep.absent()[path]
    for name in places.names(path):
        stands = getattr(mine, name)
        if isinstance(stands, deep.Absent):
            with raises(NotImplementedError, match=r"is not in msshim: |is not installed"):
                stands()
            with raises(Missing, match=r"is not in msshim: |is not installed"):
                stands.anything  # noqa: B018
    with raises(AttributeError):
        mine.no_such_name  # noqa: B018
    assert path not in load.namespaces() and {"why", "instead"} <= row.keys()


def test_one_process_stands_alone() -> None:
    real, mine = importlib.import_module("mindspore.parallel._utils"), deep.module("parallel._utils")
    for name in yaml.safe_load((load.directory() / "modules.yaml").read_text())["parallel._utils"]:
        given = {"_device_number_check": ("stand_alone", 1), "_parameter_broadcast_check": ("stand_alone", False)}
        assert getattr(mine, name)(*given.get(name, ())) == getattr(real, name)(*given.get(name, ())), name
    for name in ("get_rank", "get_group_size", "get_local_rank", "get_local_rank_size"):
        assert (
            getattr(importlib.import_module("msshim.communication"), name)() == getattr(mindspore.communication, name)()
        )


@pytest.mark.parametrize("script", sorted(p.name for p in (ROOT / "examples/unchanged").glob("*.py")))
def test_unchanged_script(script: str, elsewhere: Path) -> None:
    """The same lines with the same numbers, run on msshim without MindSpore and on the real one."""
    path = str(ROOT / "examples" / "unchanged" / script)
    mine = run("-m", "msshim", path, cwd=elsewhere)
    assert mine.returncode == 0, mine.stderr
    (elsewhere / "blocked" / "mindspore.py").unlink()
    real = run(path, cwd=elsewhere, GLOG_v="4")
    assert real.returncode == 0, real.stderr
    assert mine.stdout.count("\n") == real.stdout.count("\n") > 3
    assert NUMBER.sub("#", mine.stdout) == NUMBER.sub("#", real.stdout)
    numbers = [[float(x) for x in NUMBER.findall(text)] for text in (mine.stdout, real.stdout)]
    np.testing.assert_allclose(*numbers, rtol=1e-3)
