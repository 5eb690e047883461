"""`python -m msshim`: a program run as Python runs it, with msshim in MindSpore's place."""

from __future__ import annotations

import atexit
import builtins
import code
import contextlib
import os
import pkgutil
import runpy
import sys
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from msshim._src.cli import command
from msshim._src.hook import beside, importing, spawn
from msshim._src.hook.alone import folder_first
from msshim._src.rules import strict

USAGE = """\
usage: python -m msshim [--profile] SCRIPT [ARGUMENT ...]
       python -m msshim [--profile] -m MODULE [ARGUMENT ...]
       python -m msshim [--profile] -c CODE [ARGUMENT ...]
       python -m msshim [--profile] - [ARGUMENT ...]       a program from standard input
       python -m msshim                                    an interactive session
       python -m msshim run|check|convert|api|info|verify ...  as the command `msshim`, if there is no such file
       python -m msshim --version
Runs a MindSpore program on torch, unchanged: `import mindspore` is answered by msshim.
--profile prints at the end how often each API of MindSpore was called, how long it took, and what is not as there.
MSSHIM_STRICT=1 in the environment: parameters that msshim ignores or approximates raise. MSSHIM_DEVICE: see README.
"""


def main(arguments: list[str]) -> None:
    """Run what the command line says. `sys.argv`, `__main__`, tracebacks and exit codes are the program's own."""
    if arguments[:1] in (["-V"], ["--version"]):
        print(command.version())
        return
    if arguments and arguments[0] in command.COMMANDS:
        if not os.path.isfile(arguments[0]):
            sys.exit(command.main(arguments))
        print(
            f"python -m msshim: {arguments[0]!r} is a file here and is run as a program; the command is "
            f"`msshim {arguments[0]}`",
            file=sys.stderr,
        )
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
    importing.install()
    spawn.follow()
    run = _program(rest)
    if run is not _interactive:
        sys.excepthook = _own_frames(sys.excepthook)
    if not profile:
        _interruptible(run)
        return
    from msshim._src.cli.profile import profiled

    _interruptible(lambda: profiled(run))


def _interruptible(run: Callable[[], None]) -> None:
    """Run; a program ended by an interrupt shows it in its exit code, whatever its exit functions do."""
    interrupted = False

    def remind() -> None:
        if interrupted:
            with contextlib.suppress(KeyboardInterrupt):
                exec("raise KeyboardInterrupt")

    # Python forgets the interrupt when an exit function runs source (a first import has dataclasses): this one is the
    # first registered, so the last to run.
    atexit.register(remind)
    try:
        run()
    except KeyboardInterrupt:
        interrupted = True
        raise


def _program(rest: list[str]) -> Callable[[], None]:
    """The program that the command line names, ready to run."""
    if rest[:1] == ["-m"]:
        _look_first_in(os.getcwd())
        sys.argv = ["-m", *rest[2:]]
        return lambda: _module(rest[1])
    if rest[:1] == ["-c"]:
        sys.argv = ["-c", *rest[2:]]
        _look_first_in("")
        return lambda: _source(rest[1], "<string>")
    if rest and rest[0] != "-":
        sys.argv = rest
        return lambda: _script(os.path.join(os.getcwd(), rest[0]))
    sys.argv = rest or [""]
    _look_first_in("")
    if not rest and sys.stdin.isatty():
        return _interactive
    return lambda: _source(sys.stdin.read(), "<stdin>")


def _look_first_in(folder: str) -> None:
    """Put a folder where Python had put the one that `python -m msshim` was started in, unless it was told not to."""
    if folder_first:
        sys.path.insert(0, folder)
        spawn.folder = folder
        beside.serve(folder)


def _script(path: str) -> None:
    if pkgutil.get_importer(path) is not None:  # a folder or an archive, run by its __main__.py
        sys.path.insert(0, path)
        _module("__main__", named=False)
        return
    try:
        source = Path(path).read_bytes()
    except OSError as error:
        print(f"{sys.executable}: can't open file {path!r}: [Errno {error.errno}] {error.strerror}", file=sys.stderr)
        sys.exit(2)
    _look_first_in(str(Path(path).resolve().parent))
    _source(source, path, __file__=path, __cached__=None, __loader__=SourceFileLoader("__main__", path))


def _module(name: str, named: bool = True) -> None:
    """Run a module as `python -m` does; its name is the program's where it was `named` on the command line."""
    _fresh_main()
    runpy._run_module_as_main(name, named)  # type: ignore[attr-defined]


def _fresh_main() -> dict[str, Any]:
    """The names of a new module `__main__`, which stays afterwards: what runs at exit may need it."""
    module = ModuleType("__main__")
    module.__dict__.update(__builtins__=builtins, __annotations__={})
    sys.modules["__main__"] = module
    return module.__dict__


def _source(source: str | bytes, filename: str, **names: Any) -> None:
    """Run source as the module `__main__`."""
    main = _fresh_main()
    main.update(names)
    exec(compile(source, filename, "exec", dont_inherit=True), main)


def _interactive() -> None:
    """A session as Python's own, with its history, completion and PYTHONSTARTUP."""
    import msshim

    main = _fresh_main()
    if hasattr(sys, "__interactivehook__"):
        sys.__interactivehook__()
    startup = os.environ.get("PYTHONSTARTUP")
    if startup and Path(startup).is_file() and not sys.flags.ignore_environment:
        exec(compile(Path(startup).read_bytes(), startup, "exec", dont_inherit=True), main)
    banner = f"Python {sys.version.split()[0]}, mindspore {importing.VERSION} as msshim {msshim.__version__} has it"
    code.interact(banner, local=main, exitmsg="")


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
        (str(Path("msshim", "__main__.py")), str(Path("msshim", "_src", "cli", "profile.py")))
    )
