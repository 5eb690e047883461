"""Every block of code in the guides runs: a page is one program, in a folder of its own.

A python block is code, or the file that its title names; a sh block is run where it stands. A block that can not run
here has a comment before it, `<!-- not run: why -->`; those are listed below, and nothing else is left out.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md"))}
BLOCK = re.compile(r'(?:<!-- not run: (.+?) -->\n)?^```(\w+)(?: title="(.+?)")?\n(.*?)^```', re.DOTALL | re.MULTILINE)
RUN = ("python", "sh")
NOT_RUN = {
    "devices.md": ["needs a GPU"],
    "faq.md": ["torch.compile needs a C++ compiler, and a minute"],
}


def program(text: str) -> str:
    """The blocks of a page in order, as one program."""
    lines = ["from pathlib import Path", "from subprocess import run"]
    for why, language, title, code in BLOCK.findall(text):
        if why or language not in RUN:
            continue
        if language == "sh":
            lines.append(f"run(['sh', '-ec', {code!r}], check=True)")
        else:
            lines.append(f"Path({title!r}).write_text({code!r})" if title else code)
    return "\n".join(lines)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Where `msshim` and `python` are found, whether msshim is installed or not."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, options in (("python", ""), ("msshim", " -m msshim")):
        (folder / name).write_text(f'#!/bin/sh\nexec {sys.executable}{options} "$@"\n')
        (folder / name).chmod(0o755)
    path = os.pathsep.join((str(folder), os.environ["PATH"]))
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


@pytest.mark.parametrize("page", [page for page, text in PAGES.items() if program(text).count("\n") > 1])
def test_blocks_run(page: str, tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (tmp_path / page).write_text(program(PAGES[page]))
    command = [sys.executable, "-m", "msshim", str(tmp_path / page)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_blocks_that_are_not_run() -> None:
    found = {page: [block[0] for block in BLOCK.findall(text) if block[0]] for page, text in PAGES.items()}
    assert {page: reasons for page, reasons in found.items() if reasons} == NOT_RUN


def test_each_block_says_its_language() -> None:
    """Else it would not be found."""
    for page, text in PAGES.items():
        assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(BLOCK.findall(text)), page
        assert {block[1] for block in BLOCK.findall(text)} <= {*RUN, "text", "yaml"}, page
