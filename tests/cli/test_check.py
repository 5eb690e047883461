"""`msshim check`: names are found through every kind of alias, in files and notebooks, whatever they look like."""

import io
import json
import os
import re
import socket
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command import MSSHIM
from raising import raises
from rich.console import Console

from msshim._src.cli.check import answers, files, report, scan, syntax
from msshim._src.cli.command import main
from msshim._src.names import deep
from msshim._src.tables import load, missing
from msshim._src.tables.model import STREAM

GONE = "ckpt_obf"  # no name of MindSpore


def found(source: str) -> list[tuple[int, str, str, str]]:
    return [(u.line, u.name, u.status, u.argument) for u in scan.scanner()(syntax.tree(source))]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import mindspore\nmindspore.nn.Conv2d", "nn.Conv2d"),
        ("import mindspore as ms\nms.nn.Conv2d(1, 2, 3)", "nn.Conv2d"),
        ("import mindspore.nn as nn\nnn.Conv2d", "nn.Conv2d"),
        ("import mindspore.nn\nmindspore.nn.Conv2d", "nn.Conv2d"),
        ("from mindspore import nn as layers\nlayers.Conv2d", "nn.Conv2d"),
        ("from mindspore.nn import Conv2d as C\nC(1, 2, 3)", "nn.Conv2d"),
        ("from mindspore.nn import *\nConv2d", "nn.Conv2d"),
        ("from mindspore import *\nnn.Conv2d", "nn.Conv2d"),
        ("from mindspore.ops import operations as P\nP.Add()", "ops.operations.Add"),
        ("import mindspore.ops.functional as F\nF.relu", "ops.functional.relu"),
        ("import mindspore as ms\nF = ms.ops\nF.relu", "ops.relu"),
        ("import mindspore as ms\nF: object = ms.ops\ndef f(x):\n    return F.relu(x)", "ops.relu"),
        ("def f():\n    from mindspore import ops\n    return lambda x: ops.relu(x)", "ops.relu"),
        ("class A:\n    from mindspore import ops\n    y = ops.relu", "ops.relu"),
        ("try:\n    from mindspore import ops\nexcept ImportError:\n    ops = None\nops.relu", "ops.relu"),
        ("from mindspore import ops\n[ops.relu(x) for x in y]", "ops.relu"),
        ("from mindspore import ops\n@ops.relu\ndef f(x=1, *a, **k): pass", "ops.relu"),
        ("def f():\n    return ops.relu\nfrom mindspore import ops", "ops.relu"),
        ("from mindspore import Tensor\nTensor([1]).asnumpy()", "Tensor.asnumpy"),
        ("from mindspore import Tensor\nx = Tensor([1])\nx.asnumpy", "Tensor.asnumpy"),
        ("import mindspore\ndef f(x: mindspore.Tensor):\n    x.asnumpy()", "Tensor.asnumpy"),
        ("from mindspore import ops\nops.relu(1).asnumpy()", "Tensor.asnumpy"),
        ("from mindspore import ops\nops.relu(1).abs().asnumpy()", "Tensor.asnumpy"),
    ],
)
def test_aliases(source: str, name: str) -> None:
    assert f"mindspore.{name}" in [use[1] for use in found(source) if use[2] == "supported"]


@pytest.mark.parametrize(
    "source",
    [
        "import torch.nn as nn\nnn.Conv2d",
        "from .mindspore import nn\nnn.Conv2d",
        "import mindspore_lite as ms\nms.nn",
        "from mindspore import ops\ndef f(ops):\n    return ops.relu",
        "from mindspore import ops\nops = object()\nops.relu",
        "from mindspore import ops\nfor ops in []:\n    ops.relu",
        "from mindspore import ops\n[ops.relu for ops in y]",
        "from mindspore import ops\nwith open(f) as ops:\n    ops.relu",
        "from mindspore import ops\nclass ops: pass\nops.relu",
        "import mindspore as ms\nms.nn.relu = 1",
    ],
)
def test_other_names_are_left_alone(source: str) -> None:
    assert not found(source)


def test_what_is_said() -> None:
    """Missing names with their reason, parameters that are ignored, foreign streams, names that nobody has."""
    name = missing.groups("nn")[0].names[0]
    source = (
        "import mindspore as ms\n"
        f"ms.nn.{name}\n"
        "ms.save_checkpoint(net, 'a', False)\n"
        "ms.save_checkpoint(net, 'a', integrated_save=False)\n"
        "ms.save_checkpoint(net, *names)\n"
        f"ms.{GONE}\n"
        "ms.nn.Dropout2d(0.5)\n"
        "class Net(ms.nn.Cell):\n"
        "    def construct(self, x: ms.Tensor):\n"
        "        self.register_parameter_forward_hook()\n"
        "        return x.frobnicate()\n"
        "    def set_comm_fusion(self): self.set_comm_fusion()\n"
        "import mindspore.profiler\n"
        "from mindspore.nowhere import f\n"
    )
    uses = [use for use in found(source) if use[2] != "supported"]
    assert uses == [
        (2, f"mindspore.nn.{name}", "missing", ""),
        (3, "mindspore.train.save_checkpoint", "differs", "integrated_save"),
        (4, "mindspore.train.save_checkpoint", "differs", "integrated_save"),
        (6, f"mindspore.{GONE}", "unknown", ""),
        (7, "mindspore.nn.Dropout2d", "differs", ""),
        (10, "mindspore.nn.Cell.register_parameter_forward_hook", "missing", ""),
        (11, "mindspore.Tensor.frobnicate", "unknown", ""),
        (13, "mindspore.profiler", "missing", ""),
        (14, "mindspore.nowhere.f", "unknown", ""),
    ]
    assert answers.answer(f"nn.{name}").why == missing.message("nn", name)
    assert answers.answer("nn.Dropout2d").why == STREAM


@pytest.mark.parametrize("namespace", load.namespaces())
def test_every_name_has_an_answer(namespace: str) -> None:
    prefix = "" if namespace == "mindspore" else f"{namespace}."
    for name in load.index(namespace):
        if namespace != "Tensor":
            assert answers.answer(prefix + name).status in ("supported", "differs"), name
        for ignored in load.row(namespace, name).ignored:
            parameters = answers.parameters(load.row(namespace, name))
            assert ignored in parameters or parameters == ("kwargs",), (name, ignored)
    for name in missing.names(namespace) if namespace != "Tensor" else ():
        if answers.is_module(prefix + name):  # it can be imported
            continue
        assert answers.answer(prefix + name).status == "missing", name


def test_deep_names_have_answers() -> None:
    for module, names in deep.table().items():
        for name, target in names.items():
            expected = ("missing",) if target is None else ("supported", "differs")
            assert answers.answer(f"{module}.{name}").status in expected, (module, name)
    assert answers.answer("dataset.vision.Inter.LINEAR").status == "supported"
    assert answers.answer("dataset.vision").status == "supported"
    assert answers.answer("dataset.vision.Decode").status == "supported"
    gone = answers.answer("nn.transformer.VocabEmbedding")
    assert gone.status == "unknown" and "mindspore.nn.transformer;" in gone.why


def notebook(*cells: object, **facts: object) -> str:
    made = [cell if isinstance(cell, dict) else {"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"cells": made, **facts})


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> dict:
    """The one file of the JSON, and that the exit code fits it."""
    code = main(["check", str(path), "--json", "-"])
    document = json.loads(capsys.readouterr().out)
    (file,) = document["files"] or [{"uses": [], "errors": [], "runs": True}]
    assert code == (not file["runs"])
    return file


def test_a_notebook(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.ipynb").write_text(
        notebook(
            {"cell_type": "markdown", "source": "# mindspore"},
            ["%matplotlib inline\n", "import mindspore as ms\n", "x = !ls\n"],
            "%time\n!pip install mindspore\nimport mindspore as ms\nfrom mindspore import nn",
            f"nn.Dense(1, 2)\nms.{GONE}",
        )
    )
    file = checked(tmp_path, capsys)
    assert [(u["cell"], u["line"], u["name"]) for u in file["uses"]] == [
        (4, 1, "mindspore.nn.Dense"),
        (4, 2, f"mindspore.{GONE}"),
    ]
    assert not file["errors"]


IPYTHON = [
    "%matplotlib inline\nR",
    "!pip install mindspore\nR",
    "!!ls\nR",
    "!echo 'it\nR",
    '!echo "(\nR',
    "!pip install \\\n  mindspore \\\n  torch\nR",
    "files = !ls\nR",
    "files: list = !ls\nR",
    "a, b = !ls\nR",
    "d['x = %s'] = !ls {d}\nR",
    "took = %timeit -o 1 + 1\nR",
    "%timeit -n 10 -r3 R",
    "%time R",
    "%time y = R",
    "%timeit -s nothing of Python\nR",
    "ms?\nR",
    "ms.nn??\nR",
    "?ms\n??ms\nR",
    "np.*load*?\nR",
    "%timeit?\nR",
    "pip install mindspore\nR",
    "cd ..\nls -l\nR",
    "if True:\n    !ls\n    %cd x\n    R",
    "for f in []:\n    out = !cat {f}\nR",
    "%%time\nR",
    "\n\n%%timeit -n 3\nR",
    "%%capture out\n%%time\n!ls\nR",
    "%%prun\nR",
    "%%writefile net.py\nimport mindspore as ms\nR",
    "%%unheard_of\nR",
    "x = (3\n  % 4)\nR",
    "text = '''\n%d items\n!ls\nwhat?\n'''\nR",
    'text = """ = %s\n"""\nR',
    "print('a = %s' % 3)\nR",
    "x = 7 \\\n  % 3\nR",
    "def f(x):  # what?\n    return x\nR",
    "await f()\nR",
    ">>> import os\n>>> R",
    "In [3]: R",
    "    y = 1\n    R",
    "/f x\n,f a b\n;f a b\nR",
    "y = R\r\n!ls\r\n",
]


@pytest.mark.parametrize("cell", IPYTHON)
def test_cells_with_syntax_of_ipython_are_read(cell: str, tmp_path: Path, capsys) -> None:
    """The name after it, or in it, is found at its line, and nothing is "not read"."""
    (tmp_path / "a.ipynb").write_text(notebook("import mindspore as ms", cell.replace("R", "ms.ops.relu(1)")))
    file = checked(tmp_path, capsys)
    assert not file["errors"]
    line = next(number for number, text in enumerate(cell.split("\n"), 1) if "R" in text)
    assert [(u["cell"], u["line"], u["name"]) for u in file["uses"]] == [(2, line, "mindspore.ops.relu")]


OTHER = [
    "%%bash\nfor f in *; do echo $f; done",
    "%%html\n<b>mindspore</b>",
    "%%js\nlet x = 1;",
    "%%latex\n\\frac",
    "%%R\nx <- c(1)",
]


@pytest.mark.parametrize("cell", OTHER)
def test_cells_of_other_languages_are_left_out(cell: str, tmp_path: Path, capsys) -> None:
    (tmp_path / "a.ipynb").write_text(notebook(cell, "import mindspore as ms\nms.Tensor"))
    file = checked(tmp_path, capsys)
    assert not file["errors"] and [u["name"] for u in file["uses"]] == ["mindspore.Tensor"]


def test_notebooks_of_other_kinds(tmp_path: Path, capsys) -> None:
    """Format 3, another language, a byte order mark; a cell that is no Python costs that cell alone."""
    path = tmp_path / "a.ipynb"
    old = {"cell_type": "code", "input": ["import mindspore as ms\n", "ms.Tensor"]}
    path.write_text(json.dumps({"worksheets": [{"cells": [old]}], "nbformat": 3}))
    assert len(checked(path, capsys)["uses"]) == 1
    path.write_text(notebook("x <- mindspore", metadata={"kernelspec": {"language": "R", "name": "ir"}}))
    assert not checked(path, capsys)["errors"]
    path.write_text(notebook("import mindspore as ms\nms.Tensor", metadata={"kernelspec": {"name": "my_env"}}))
    assert len(checked(path, capsys)["uses"]) == 1
    path.write_text("\ufeff" + notebook("import mindspore as ms\nms.Tensor"), encoding="utf-8")
    assert len(checked(path, capsys)["uses"]) == 1
    path.write_text(notebook("x = = 1", "import mindspore as ms\nms.Tensor"))
    file = checked(path, capsys)
    assert len(file["uses"]) == 1 and file["errors"] == ["cell 1, line 1: SyntaxError: invalid syntax"]


HOSTILE = {
    "binary.py": bytes(range(256)) * 50 + b"mindspore",
    "null.py": b"import mindspore\0\n",
    "encoding.py": b"# coding: nonsense\nimport mindspore\n",
    "latin.py": b"# coding: utf-8\nimport mindspore # \xff\xfe\n",
    "indent.py": b"import mindspore\n   x\n y\n",
    "deep.py": b"import mindspore\n" + b"(" * 5000 + b")" * 5000,
    "long.py": b"import mindspore as ms\n" + b"ms" + b".nn" * 20000,
    "sum.py": b"import mindspore as ms\nx = " + b"+".join([b"ms.nn"] * 20000),
    "chain.py": b"import mindspore as ms\nms.nn" + b".f(1)" * 200,
    "list.ipynb": b"[]",
    "cells.ipynb": b'{"cells": [1, {"cell_type": "code", "source": 3}, {"cell_type": "code"}]}',
    "cut.ipynb": b'{"cells": [',
    "deep.ipynb": b"[" * 100000,
    "rot13.py": b"# coding: rot13\nvzcbeg zvaqfcber # mindspore\n",
    "hex.py": b"# coding: hex\nmindspore\n",
    "undefined.py": b"# coding: undefined\nmindspore\n",
    "punycode.py": b"# coding: punycode\nmindspore-\n",
    "utf16.py": "import mindspore".encode("utf-16"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_stop_nothing(name: str, tmp_path: Path, capsys) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    (tmp_path / "z.py").write_text("import mindspore as ms\nms.Tensor")
    assert main(["check", str(tmp_path), "--html", str(tmp_path / "out.html")]) in (0, 1)
    assert "1 uses of 1 names" in capsys.readouterr().out
    assert "mindspore.Tensor" in (tmp_path / "out.html").read_text()


DEEP = {
    "sum": " + ".join(["ms.ops.relu"] * 900),
    "text": " + \\\n".join(["'a'"] * 900) + " + ms.ops.relu",
    "calls": "ms.ops.relu" + "(1).abs" * 900,
    "attributes": "ms.ops.relu" + ".a" * 900,
    "minus": "-" * 900 + "ms.ops.relu",
    "conditional": "1 if x else " * 900 + "ms.ops.relu",
    "elif": "0\nif x: pass\n" + "elif x: pass\n" * 900 + "else: ms.ops.relu",
    "subscripts": "ms.ops.relu" + "[0]" * 900,
    "lambdas": "lambda: " * 900 + "ms.ops.relu",
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_sources_are_read(name: str, tmp_path: Path, capsys) -> None:
    """As deep as Python runs them."""
    source = f"import mindspore as ms\ny = {DEEP[name]}\n"
    compile(source, name, "exec")
    (tmp_path / "a.py").write_text(source)
    file = checked(tmp_path, capsys)
    assert not file["errors"] and any(u["name"].startswith("mindspore.ops.relu") for u in file["uses"])


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path, capsys) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere")
    (tmp_path / "net.py").write_text("import mindspore as ms\nms.Tensor")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(tmp_path / "socket.ipynb"))
        assert main(["check", str(tmp_path)]) == 0
        assert "used in 1 of 1 files" in capsys.readouterr().out
        for name in ("pipe.py", "socket.ipynb"):
            assert main(["check", str(tmp_path / name)]) == 1
            assert "it is no regular file" in capsys.readouterr().out


LARGE = {
    "stars": "".join(f"from mindspore.x{n} import *\n" for n in range(2000)) + "".join(f"a{n}\n" for n in range(2000)),
    "known stars": "from mindspore.ops import *\n" * 2000 + "".join(f"a{n}\n" for n in range(2000)),
    "functions": "import mindspore as ms\n" + "".join(f"def f{n}(x):\n  ms.ops.relu(x)\n" for n in range(4000)),
    "classes": "import mindspore as ms\n"
    + "".join(" " * n + "class A(ms.nn.Cell):\n" for n in range(95))
    + (" " * 95 + "x = ms.ops.relu\n") * 2000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_sources_cost_what_they_are_long(name: str) -> None:
    """Twice the source takes at most about twice the calls of Python, so nothing is looked at again for each line."""
    calls = []
    for source in (LARGE[name], LARGE[name] + LARGE[name].replace("import mindspore as ms\n", "")):
        parsed, count = syntax.tree(source), 0

        def counted(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event == "call"

        scan.scanner()(parsed)  # the answers are kept
        sys.setprofile(counted)
        try:
            scan.scanner()(parsed)
        finally:
            sys.setprofile(None)
        calls.append(count)
    assert calls[1] < 2.2 * calls[0] and calls[0] < 100 * LARGE[name].count("\n")


def test_errors_are_reported(tmp_path: Path, capsys) -> None:
    (tmp_path / "bad.py").write_text("import mindspore\ndef f(:\n")
    assert main(["check", str(tmp_path)]) == 1
    assert re.search(r"not read: .*bad.py: line 2: SyntaxError", capsys.readouterr().out.replace("\n", " "))
    assert main(["check", str(tmp_path / "nothing")]) == 2
    assert "there is no" in capsys.readouterr().err
    with raises(SystemExit) as stopped:
        main(["check"])
    assert stopped.value.code == 2


def test_nothing_to_read_is_an_error(tmp_path: Path, capsys) -> None:
    (tmp_path / "notes.txt").write_text("import mindspore")
    assert main(["check", str(tmp_path)]) == 3
    said = capsys.readouterr()
    assert said.err == f"msshim check: no .py or .ipynb file is below {tmp_path}\n" and not said.out


def test_piped_each_use_is_a_line(tmp_path: Path, capsys) -> None:
    """path:line: name: status: why; whole, however long; then the numbers, of files first and of uses last."""
    folder = tmp_path / ("long" * 40)
    folder.mkdir()
    (folder / "net.py").write_text(
        f"import mindspore as ms\nms.{GONE}\nms.{GONE}\nms.save_checkpoint(a, b, integrated_save=1)\nms.nn.thor\n"
    )
    (folder / "fine.py").write_text("import mindspore as ms\nms.Tensor")
    (folder / "other.py").write_text("import torch")
    (folder / "n.ipynb").write_text(notebook("import mindspore as ms", f"1\nms.{GONE}"))
    assert main(["check", str(folder)]) == 1
    *uses, head, supported, differs, lacking, unknown, last = capsys.readouterr().out.splitlines()
    path = folder / "net.py"
    gone, thor = answers.answer(GONE).why, answers.answer("nn.thor").why
    why = load.row("train", "save_checkpoint").inexact["integrated_save"]
    assert uses == [
        f"{folder / 'n.ipynb'}:cell 2:2: mindspore.{GONE}: unknown: {gone}",
        f"{path}:2: mindspore.{GONE}: unknown: {gone}",
        f"{path}:3: mindspore.{GONE}: unknown: {gone}",
        f"{path}:4: mindspore.train.save_checkpoint(integrated_save=): differs: {why}",
        f"{path}:5: mindspore.nn.thor: missing: {thor}",
    ]
    assert head == "1 of 3 files run as they are. 3 of 5 names are there."
    assert [line.split() for line in (supported, lacking, unknown)] == [
        ["supported", "2", "uses", "of", "2", "names"],
        ["missing", "1", "uses", "of", "1", "names"],
        ["unknown", "3", "uses", "of", "1", "names"],
    ]
    assert differs.split() == ["differs", "1", "uses", "of", "1", "names"]
    assert last == "MindSpore is used in 3 of 4 files."


def test_on_a_terminal_nothing_is_cut(tmp_path: Path) -> None:
    """By name, with the whole reason and every place, in 40 columns, too."""
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    (folder / "net.py").write_text("import mindspore as ms\n" + "ms.nn.thor\n" * 5 + "ms.nn.EmbeddingLookupThor")
    console = Console(width=40, file=io.StringIO())
    looked = [files.look(path) for path in files.find([str(folder)])]
    report.print_names(looked, console)
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "…" not in said and "mindspore.nn.EmbeddingLookupThor" in said
    assert all(f"{folder / 'net.py'}:{line}\n" in said for line in range(2, 8))
    assert " ".join(answers.answer("nn.thor").why.split()) in " ".join(said.split())


def test_names_of_files_can_not_forge_lines(tmp_path: Path, capsys) -> None:
    (tmp_path / "a\x1b[31m\nb.py").write_text(f"import mindspore as ms\nms.{GONE}")
    assert main(["check", str(tmp_path)]) == 1
    assert "a\\x1b[31m b.py:2: " in capsys.readouterr().out


SKIPPED = [
    "try:\n    from mindspore import jit\nexcept ImportError:\n    from mindspore import G as jit\njit",
    "try:\n    from mindspore import jit\nexcept (ImportError, AttributeError):\n    from mindspore import G as jit",
    "try:\n    from mindspore import jit\nexcept:\n    from mindspore import G as jit",
    "try:\n    from mindspore import jit\nexcept Exception as e:\n    jit = ms.G",
    "try:\n    from mindspore import G\nexcept ImportError:\n    G = None\nif G: G.x",
    "try:\n    from mindspore import G as jit\nexcept ImportError:\n    from mindspore import jit\njit",
    "try:\n    from mindspore.g import f\nexcept ModuleNotFoundError:\n    f = None\nf",
    "try:\n    import mindspore.g as g\nexcept ModuleNotFoundError:\n    g = None\ng.x",
    "try:\n    x = ms.G\nexcept AttributeError:\n    x = ms.jit",
    "try:\n    x = ms.jit\nexcept AttributeError:\n    x = ms.G",
    "try:\n    from mindspore import G\n    ms.G.x\nexcept ImportError:\n    pass",
    "try:\n    from mindspore import G\nexcept ImportError:\n    G = 1\nelse:\n    ms.G",
    "try:\n    try:\n        ms.G\n    except KeyError:\n        pass\nexcept AttributeError:\n    pass",
    "try:\n    class A:\n        x = ms.G\nexcept AttributeError:\n    pass\nms.Tensor",
    "try:\n    ms.nn.thor()\nexcept NotImplementedError:\n    pass",
    "from contextlib import suppress\nwith suppress(ImportError):\n    from mindspore import G",
    "if hasattr(ms, 'G'):\n    ms.G",
    "if not hasattr(ms, 'jit'):\n    ms.G",
    "if hasattr(ms, 'jit'):\n    pass\nelse:\n    ms.G",
    "f = ms.jit if hasattr(ms, 'jit') else ms.G",
    "f = hasattr(ms, 'G') and ms.G",
    "f = getattr(ms, 'G', None)\nif f is None:\n    pass",
    "if getattr(ms, 'G', None):\n    ms.G",
    "if ms.__version__ < '2':\n    ms.G",
    "if ms.__version__.startswith('1.'):\n    ms.G",
    "if ms.__version__[0] == '1':\n    ms.G",
    "if int(ms.__version__.split('.')[0]) >= 2:\n    pass\nelse:\n    ms.G",
    "if tuple(map(int, ms.__version__.split('.')[:2])) < (1, 8):\n    ms.G",
    "from packaging import version\nif version.parse(ms.__version__) < version.parse('2.0.0rc1'):\n    ms.G",
    "from packaging.version import Version\nif Version(ms.__version__).major < 2:\n    ms.G",
    "v = ms.__version__\nif v < '2' and True:\n    ms.G",
    "old = int(ms.__version__.split('.')[0]) < 2\ndef f():\n    if old:\n        ms.G",
    "from mindspore import __version__\nif __version__ in ('1.8.1', '1.9.0'):\n    ms.G",
    "if '2.0' <= ms.__version__ < '2.1':\n    ms.G",
]


@pytest.mark.parametrize("source", SKIPPED)
def test_what_does_not_run_here_is_no_fault(source: str) -> None:
    """What a fallback for another version of MindSpore names, and what a program tries and catches."""
    uses = found("import mindspore as ms\n" + re.sub(r"\bG\b", GONE, source))
    assert [use for use in uses if use[2] in ("missing", "unknown")] == []


REPORTED = [
    "try:\n    import torch\nexcept ImportError:\n    ms.G",
    "try:\n    from mindspore import jit\n    import torch\nexcept ImportError:\n    ms.G",
    "try:\n    from mindspore import G\nexcept ImportError:\n    ms.G",
    "try:\n    from mindspore import G\nexcept ModuleNotFoundError:\n    pass",
    "try:\n    from mindspore import G\nexcept AttributeError:\n    pass",
    "try:\n    ms.G\nexcept ImportError:\n    pass",
    "try:\n    ms.G\nfinally:\n    pass",
    "try:\n    from mindspore import jit\nexcept ImportError:\n    pass\nelse:\n    ms.G",
    "try:\n    from mindspore import jit\nexcept ImportError:\n    pass\nfinally:\n    ms.G",
    "try:\n    def f():\n        ms.G\nexcept AttributeError:\n    pass",
    "try:\n    ms.jit(net)\nexcept RuntimeError:\n    ms.G",
    "try:\n    from mindspore.nn import thor\nexcept ImportError:\n    thor = None",
    "if hasattr(ms, 'jit'):\n    ms.G",
    "if hasattr(net, 'G'):\n    ms.G",
    "if ms.__version__ >= '2':\n    ms.G",
    "if ms.__version__ > net.version:\n    ms.G",
    "if torch.__version__ < '2':\n    ms.G",
    "f = getattr(ms, 'jit', None) and ms.G",
    "DEBUG = bool(0)\ndef f():\n    if DEBUG:\n        ms.G",
]


@pytest.mark.parametrize("source", REPORTED)
def test_what_may_run_is_reported(source: str) -> None:
    uses = found("import mindspore as ms\n" + re.sub(r"\bG\b", GONE, source))
    assert [use for use in uses if use[2] in ("missing", "unknown")]


def test_a_guarded_import_is_still_what_it_is() -> None:
    """After the guard the name stands for what was imported."""
    guard = "try:\n    from mindspore import ops\nexcept ImportError:\n    from mindspore import G as ops\nops.relu"
    assert "mindspore.ops.relu" in [use[1] for use in found(guard.replace("G", GONE))]


def test_the_page(tmp_path: Path) -> None:
    """It is well-formed, needs nothing from elsewhere, and shows each use with its line."""
    source = f"import mindspore as ms\nms.{GONE}  # <script>\nms.save_checkpoint(a, b, integrated_save=1)\n"
    (tmp_path / "a <b>.py").write_text(source)
    assert main(["check", str(tmp_path), "--html", str(tmp_path / "out.html")]) == 1
    page = (tmp_path / "out.html").read_text()
    stack: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attributes) -> None:
            assert tag != "script" and not {"src", "href"} & {name for name, _ in attributes}
            if tag not in ("meta", "br", "wbr", "input"):
                stack.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert stack.pop() == tag

    Parser().feed(page)
    assert not stack and "http" not in page and '<input type="search"' in page
    assert '<p class="lead">0 of 1 files run as they are. 2 of 3 names are there.</p>' in page
    assert f"ms.{GONE}  # &lt;script&gt;" in page and "a &lt;b&gt;.py" in page and "integrated_save=" in page


def test_json_and_html_say_the_same(tmp_path: Path) -> None:
    root = Path(__file__).parents[2] / "examples" / "unchanged"
    looked = [files.look(path) for path in files.find([str(root)])]
    document = report.document(looked)
    assert sum(document["counts"].values()) == sum(len(file["uses"]) for file in document["files"]) > 100
    assert document["counts"]["missing"] == document["counts"]["unknown"] == 0
    assert document["files_that_run"] == document["files_that_count"] == 6 and document["names"].keys() == {"supported"}
    assert sum(len(one.places) for one in report.names(looked)) == sum(document["counts"].values())


def test_as_a_command() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([*MSSHIM, "check", "examples/unchanged"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "0 uses of 0 names" in done.stdout and "in 6 of 6 files" in done.stdout
