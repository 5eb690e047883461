"""The command `msshim`: what helps before and beside running a program."""

from __future__ import annotations

import argparse
from importlib import import_module

COMMANDS = {
    "run": "msshim._src.cli.launch.command",
    "check": "msshim._src.cli.check.command",
    "convert": "msshim._src.cli.convert",
    "api": "msshim._src.cli.api",
    "info": "msshim._src.cli.info",
    "verify": "msshim._src.cli.verify",
}


def version() -> str:
    """msshim's version, MindSpore's that it answers as, and torch's."""
    import torch

    import msshim

    return f"msshim {msshim.__version__} (mindspore 2.10.0, torch {torch.__version__})"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code."""
    parser = argparse.ArgumentParser(
        prog="msshim", description="MindSpore's API on torch. `python -m msshim train.py` runs a program unchanged."
    )
    parser.add_argument("-V", "--version", action="version", version=version())
    below = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        command = import_module(module)
        one = below.add_parser(name, help=command.HELP, description=command.HELP, epilog=command.EPILOG)
        command.add(one)
        one.set_defaults(run=command.run)
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    return code
