"""Type checkers see what the stubs say: Tensor's methods and operators, calls of cells, weights, functions."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from msshim._src.tables import generated

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "support" / "data" / "typed.py"
WANTED = {
    number: line.rpartition("# ")[2]
    for number, line in enumerate(PROGRAM.read_text().splitlines(), 1)
    if line.startswith("reveal_type") or "# error" in line
}
CHECKERS = {
    "mypy": (
        ["mypy", "--strict", "--follow-imports=silent"],
        r'typed.py:(\d+): (?:note: Revealed type is "(.*)"|error: (.*)  \[)',
    ),
    "pyright": (
        ["basedpyright", "--pythonpath", sys.executable],
        r'typed.py:(\d+):\d+ - (?:information: Type of .* is "(.*)"|error: (.*))',
    ),
}


@pytest.mark.parametrize("checker", CHECKERS)
def test_types(checker: str, tmp_path: Path) -> None:
    generated.write()
    (tmp_path / "typed.py").write_text(PROGRAM.read_text())
    command, pattern = CHECKERS[checker]
    environment = {**os.environ, "MYPYPATH": str(ROOT), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", *command, "typed.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    said = {int(number): revealed or error for number, revealed, error in re.findall(pattern, done.stdout)}
    assert said.keys() == WANTED.keys(), done.stdout + done.stderr
    for number, wanted in WANTED.items():
        if wanted.startswith("error: "):
            assert any(part in said[number] for part in wanted.removeprefix("error: ").split("; ")), said[number]
        else:
            assert re.sub(r"\b(?:\w+\.)+", "", said[number]) == wanted.removesuffix(" of torch"), (number, said[number])
