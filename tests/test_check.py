"""`msshim check`: names are found through every kind of alias, in files and notebooks, whatever they look like."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command import MSSHIM

from msshim.factory import deep
from msshim.migrate.check import answers, files, report, scan
from msshim.migrate.cli import main
from msshim.tables import load, missing
from msshim.tables.model import STREAM

GONE = "ckpt_obf"  # no name of MindSpore


def found(source: str) -> list[tuple[int, str, str, str]]:
    return [(u.line, u.name, u.status, u.argument) for u in scan.scanner()(scan.tree(source))]


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
        "        self.shard()\n"
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
        (10, "mindspore.nn.Cell.shard", "missing", ""),
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
        for ignored in load.row(namespace, name).ignored if name != "set_context" else ():
            assert ignored in answers.parameters(load.row(namespace, name)), (name, ignored)
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
    assert answers.answer("dataset.vision.Decode").status == "missing"
    gone = answers.answer("dataset.vision.c_transforms.Resize")
    assert gone.status == "unknown" and "mindspore.dataset.vision.c_transforms;" in gone.why


NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": "# mindspore"},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "import mindspore as ms\n", "x = !ls\n"]},
        {
            "cell_type": "code",
            "source": "%time\n!pip install mindspore\nimport mindspore as ms\nfrom mindspore import nn",
        },
        {"cell_type": "code", "source": f"nn.Dense(1, 2)\nms.{GONE}"},
    ]
}


def test_a_notebook(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.ipynb").write_text(json.dumps(NOTEBOOK))
    assert main(["check", str(tmp_path), "--json", "-"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [(u["cell"], u["line"], u["name"]) for u in file["uses"]] == [
        (4, 1, "mindspore.nn.Dense"),
        (4, 2, f"mindspore.{GONE}"),
    ]
    assert len(file["errors"]) == 1 and file["errors"][0].startswith("cell 2, line 3: SyntaxError")


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
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_stop_nothing(name: str, tmp_path: Path, capsys) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    (tmp_path / "z.py").write_text("import mindspore as ms\nms.Tensor")
    assert main(["check", str(tmp_path), "--html", str(tmp_path / "out.html")]) in (0, 1)
    assert "1 uses of 1 names" in capsys.readouterr().out
    assert "mindspore.Tensor" in (tmp_path / "out.html").read_text()


def test_errors_are_reported(tmp_path: Path, capsys) -> None:
    (tmp_path / "bad.py").write_text("import mindspore\ndef f(:\n")
    assert main(["check", str(tmp_path)]) == 1
    assert re.search(r"not read: .*bad.py: line 2: SyntaxError", capsys.readouterr().out.replace("\n", " "))
    assert main(["check", str(tmp_path / "nothing")]) == 2
    with pytest.raises(SystemExit) as stopped:
        main(["check"])
    assert stopped.value.code == 2


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
    assert not stack and "http" not in page
    assert f"ms.{GONE}  # &lt;script&gt;" in page and "a &lt;b&gt;.py" in page and "integrated_save=" in page


def test_json_and_html_say_the_same(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent / "examples" / "unchanged"
    looked = [files.look(path) for path in files.find([str(root)])]
    document = report.document(looked)
    assert sum(document["counts"].values()) == sum(len(file["uses"]) for file in document["files"]) > 100
    assert document["counts"]["missing"] == document["counts"]["unknown"] == 0
    assert sum(len(one.places) for one in report.names(looked)) == sum(document["counts"].values())


def test_as_a_command() -> None:
    root = Path(__file__).parent.parent
    done = subprocess.run([*MSSHIM, "check", "examples/unchanged"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "0 uses of 0 names" in done.stdout and "in 5 of 5 files" in done.stdout
