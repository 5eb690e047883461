"""`python -m msshim`: a program run as Python runs it, with msshim in MindSpore's place."""

from __future__ import annotations

import code
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from msshim.factory import strict
from msshim.migrate import hook

USAGE = """\
usage: python -m msshim [--profile] SCRIPT [ARGUMENT ...]
       python -m msshim [--profile] -m MODULE [ARGUMENT ...]
       python -m msshim [--profile] -c CODE [ARGUMENT ...]
       python -m msshim [--profile] - [ARGUMENT ...]       a program from standard input
       python -m msshim                                    an interactive session
Runs a MindSpore program on torch, unchanged: `import mindspore` is answered by msshim.
--profile prints at the end how often each API of MindSpore was called, how long it took, and what is not as there.
MSSHIM_STRICT=1 in the environment: parameters that msshim ignores or approximates raise. MSSHIM_DEVICE: see README.
"""


def main(arguments: list[str]) -> None:
    """Run what the command line says. `sys.argv`, `__main__`, tracebacks and exit codes are the program's own."""
    profile = arguments[:1] == ["--profile"]
    rest = arguments[1:] if profile else arguments
    if rest[:1] in (["-h"], ["--help"]):
        print(USAGE, end="")
        return
    option = rest[0] if rest and rest[0].startswith("-") and rest[0] != "-" else None
    if option and (option not in ("-m", "-c") or len(rest) == 1):
        print(f"python -m msshim: {option} is unknown, or lacks its argument\n{USAGE}", end="", file=sys.stderr)
        sys.exit(2)
    if profile:
        strict.listed = {}
    hook.install()
    sys.excepthook = _own_frames(sys.excepthook)
    run = _program(rest)
    if not profile:
        run()
        return
    from msshim.migrate.profile import profiled

    profiled(run)


def _program(rest: list[str]) -> Callable[[], None]:
    """The program that the command line names, ready to run."""
    if rest[:1] == ["-m"]:
        sys.argv = rest[1:]
        return lambda: _module(rest[1])
    if rest[:1] == ["-c"]:
        sys.argv = ["-c", *rest[2:]]
        sys.path[0] = ""
        return lambda: _source(rest[1], "<string>")
    if rest and rest[0] != "-":
        sys.argv = rest
        return lambda: _script(rest[0])
    sys.argv = rest or [""]
    sys.path[0] = ""
    if not rest and sys.stdin.isatty():
        return _interactive
    return lambda: _source(sys.stdin.read(), "<stdin>")


def _script(path: str) -> None:
    found = Path(path)
    if found.is_dir() or found.suffix in (".zip", ".pyz"):
        sys.path.pop(0)
        runpy.run_path(path, run_name="__main__")
        return
    try:
        source = found.read_bytes()
    except OSError as error:
        print(f"{sys.executable}: can't open file {str(found.absolute())!r}: {error.strerror}", file=sys.stderr)
        sys.exit(2)
    sys.path[0] = str(found.resolve().parent)
    _source(source, path, __file__=path, __cached__=None)


def _module(name: str) -> None:
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _source(source: str | bytes, filename: str, **names: Any) -> None:
    """Run source as the module `__main__`, which stays afterwards: what runs at exit may need it."""
    module = ModuleType("__main__")
    module.__dict__.update(names)
    sys.modules["__main__"] = module
    exec(compile(source, filename, "exec"), module.__dict__)


def _interactive() -> None:
    import msshim

    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    banner = f"Python {sys.version.split()[0]}, mindspore {hook.VERSION} as msshim {msshim.__version__} has it"
    code.interact(banner, local=module.__dict__, exitmsg="")


def _own_frames(show: Callable[..., Any]) -> Callable[..., Any]:
    """An excepthook that leaves out the frames with which msshim starts the program."""

    def shown(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        first = trace
        while first is not None and _starts(first.tb_frame.f_code.co_filename):
            first = first.tb_next
        show(kind, error.with_traceback(first), first)

    return shown


def _starts(filename: str) -> bool:
    return filename in (__file__, runpy.__file__, "<frozen runpy>") or filename.endswith(
        (str(Path("msshim", "__main__.py")), str(Path("msshim", "migrate", "profile.py")))
    )
