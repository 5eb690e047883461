"""Real MindSpore and msshim in one process: the oracle is asked live.

Where MindSpore is not installed, the tests that ask it are not collected: what is left is what `make test-min` and
`make test-new` run on other versions of Python and torch.
"""

import ast
import os
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

os.environ.setdefault("GLOG_v", "3")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import pytest
import torch
from left_out import LEFT_OUT, leave_out

torch.set_num_threads(1)
TESTS = Path(__file__).parent
ORACLES = {"mindspore", "mindcv", "mindyolo", "mindocr"}


@cache
def asks(path: Path) -> bool:
    """Whether a file imports MindSpore or what is built on it, itself or by way of another file of the tests."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    roots = {name.partition(".")[0] for name in names}
    near = [folder / f"{name.replace('.', '/')}.py" for name in names for folder in (path.parent, TESTS / "support")]
    return bool(roots & ORACLES) or any(asks(other) for other in near if other.is_file() and other != path)


if find_spec("mindspore") is None:
    collect_ignore = [str(path) for path in TESTS.rglob("test_*.py") if asks(path)]
else:
    import mindspore

    collect_ignore = []
    # PyNative is asynchronous: without this, a failed kernel's error would surface in a later call.
    mindspore.runtime.launch_blocking()


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """`processes.together(module, size, launcher)`, asked once in a run of the tests, whichever of them asks first."""
    import processes

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # whose own folder is in the one of the run
        folder = folder.parent
    return lambda module, size, launcher: processes.together(module, size, launcher, folder / "together")


def pytest_report_header() -> str:
    """How much is left out."""
    return (
        f"without MindSpore: {len(collect_ignore)} files ask it and are left out"
        if collect_ignore
        else "beside MindSpore"
    )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker process hands on what it left out."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = {reason: sorted(names) for reason, names in LEFT_OUT.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for reason, names in getattr(node, "workeroutput", {}).get("left_out", {}).items():
        leave_out(reason, *names)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was left out, by reason."""
    if LEFT_OUT:
        terminalreporter.section("left out")
    for reason in sorted(LEFT_OUT):
        terminalreporter.line(f"{len(LEFT_OUT[reason]):6,}  {reason}")
