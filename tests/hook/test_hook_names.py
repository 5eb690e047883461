"""What a program sees of types, functions and modules while `import mindspore` is answered: MindSpore's own names."""

import enum
import importlib
import inspect
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import mindspore
import mindspore.scipy
import pytest
from command import hooked

from msshim._src.tables import load, places

ROOT = Path(__file__).parents[2]
NAMESPACES = [name for name in load.namespaces() if name != "Tensor"]
SHARED = {"mindspore._no_grad"}
"""Objects of torch, which keep their names."""
MEMBERSHIP = """
    P2POp TCPStore destroy_process_group get_backend get_global_rank get_group_rank get_process_group_ranks get_rank
    get_world_size init_process_group is_available is_initialized new_group
""".split()
CHECKPOINTS = (
    "build_searched_strategy load_distributed_checkpoint merge_sliced_parameter restore_group_info_list".split()
)
TWICE = {f"{namespace}.{name}" for namespace in ("ops", "ops.communication") for name in MEMBERSHIP}
TWICE |= {f"train.{name}" for name in CHECKPOINTS}
"""What MindSpore has in two files, and msshim once: it is called as in `mint.distributed` and `mindspore.parallel`."""


def answer(code: str, folder: Path, *arguments: str) -> Any:
    """What code that runs under the hook writes as JSON in the last line."""
    done = hooked(code, folder, *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def theirs(namespace: str):
    return importlib.import_module("mindspore" if namespace == "mindspore" else f"mindspore.{namespace}")


CALLED = """
import importlib, inspect, json, sys

def called(value):
    names = [getattr(value, name, None) for name in ("__module__", "__qualname__", "__name__")]
    return [*names, repr(value) if inspect.isclass(value) else None]

found = {}
for namespace, names in json.load(open(sys.argv[1])).items():
    module = importlib.import_module("mindspore" if namespace == "mindspore" else "mindspore." + namespace)
    for name in names:
        value = getattr(module, name)
        if inspect.isclass(value) or inspect.isroutine(value):
            found[namespace + "." + name] = called(value)
"""


def test_classes_and_functions_are_called_as_in_mindspore(tmp_path: Path) -> None:
    """Module, qualified name, name and repr of what each row makes."""
    listed = {namespace: list(load.index(namespace)) for namespace in NAMESPACES}
    (tmp_path / "rows.json").write_text(json.dumps(listed))
    mine = answer(CALLED + "print(json.dumps(found))", tmp_path, "rows.json")
    wrong = {}
    for path, names in mine.items():
        namespace, _, name = path.rpartition(".")
        real = getattr(theirs(namespace), name)
        if inspect.isclass(real) or inspect.isroutine(real):
            wanted = [getattr(real, word, None) for word in ("__module__", "__qualname__", "__name__")]
            # Not repr(real): once a class of Python is registered with one of C++, that says `abc.` for the module.
            shown = repr(real) if issubclass(type(real), enum.EnumMeta) else f"<class '{wanted[0]}.{wanted[1]}'>"
            if names[:3] != wanted or names[3] not in (None, shown):
                wrong[path] = names, wanted
    assert wrong.keys() == SHARED | TWICE, wrong
    assert len(mine) > 2300


MODULES = """
import importlib, json, sys

found = {}
for path in json.load(open(sys.argv[1])):
    module = importlib.import_module(path)
    said = [name for name in getattr(module, "__all__", ()) if isinstance(name, str) and name[:2] != "__"]
    said = [name for name in said if hasattr(module, name)]
    found[path] = {
        "module": [module.__name__, module.__package__, module.__spec__.name, hasattr(module, "__path__")],
        "all": sorted(set(said)) if hasattr(module, "__all__") else None,
        "names": sorted(name for name in {*dir(module), *vars(module)} if name.isidentifier()),
    }
"""
SAID = MODULES + "print(json.dumps(found))"
LACKING = """
import importlib, json, sys
real = json.load(open(sys.argv[1]))
print(json.dumps([[p, n] for p in real for n in real[p] if not hasattr(importlib.import_module(p), n)]))
"""
PATHS = ["mindspore" if path == "mindspore" else f"mindspore.{path}" for path in places.modules()]


def test_modules_have_mindspores_names(tmp_path: Path) -> None:
    """Of each module of MindSpore: its name, package and spec, every name in it, what a star brings, and `dir`."""
    paths = [path for path in PATHS if not path.startswith("mindspore._c_expression")]
    (tmp_path / "paths.json").write_text(json.dumps(paths))
    arguments = [sys.executable, "-c", f"import mindspore.scipy\n{SAID}", "paths.json"]  # apart: imports leave traces
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=True)
    real, mine = json.loads(done.stdout.splitlines()[-1]), answer(SAID, tmp_path, "paths.json")
    for path in paths:
        assert mine[path]["module"] == real[path]["module"]
        if path == "mindspore.ops._op_impl":  # what it has depends on which modules were imported first
            continue
        below = {*places.children(path.removeprefix("mindspore.")), *EXTRA.get(path, ())}
        assert {name for name in mine[path]["names"] if name[0] != "_"} - set(real[path]["names"]) <= below, path
        assert real[path]["all"] in (None, mine[path]["all"]), path
    names = {path: [name for name in real[path]["names"] if not name.endswith("__")] for path in paths}
    (tmp_path / "names.json").write_text(json.dumps(names))
    assert answer(LACKING, tmp_path, "names.json") == []


EXTRA = {"mindspore.train.callback": {"InternalCallbackParam"}}  # from releases before


PROBES = """
import importlib.util, json
def found(name):
    try:
        return importlib.util.find_spec(name) is not None
    except Exception as error:
        return type(error).__name__
print(json.dumps([found(name) for name in NAMES]))
"""


def test_find_spec(tmp_path: Path) -> None:
    """Of modules that MindSpore has, has no more, never had, and below those."""
    names = [
        "mindspore", "mindspore.nn", "mindspore.nn.layer.conv", "mindspore.lite", "mindspore.nope", "mindspore.nn.nope",
        "mindspore.dataset.engine.graphdata", "mindspore.nope.deeper", "mindspore.context.deeper", "mindspore.core",
        "mindspore.nn.cell", "mindspore.nn.cell.Cell", "mindspore.factory", "mindspore.tables", "mindspore.migrate",
    ]  # fmt: skip
    real = []
    for name in names:
        try:
            real.append(importlib.util.find_spec(name) is not None)
        except Exception as error:
            real.append(type(error).__name__)
    assert answer(f"NAMES = {names!r}\n{PROBES}", tmp_path) == real


def test_the_package_can_be_walked(tmp_path: Path) -> None:
    code = (
        "import json, pkgutil, mindspore\n"
        "print(json.dumps([[m.name, m.ispkg] for m in pkgutil.walk_packages(mindspore.nn.__path__, 'mindspore.nn.')]))"
    )
    real = [[m.name, m.ispkg] for m in pkgutil.walk_packages(mindspore.nn.__path__, "mindspore.nn.")]
    assert answer(code, tmp_path) == sorted(real)
    code = (
        "import json, pkgutil, mindspore\nprint(json.dumps([m.name for m in pkgutil.iter_modules(mindspore.__path__)]))"
    )
    assert set(answer(code, tmp_path)) <= {m.name for m in pkgutil.iter_modules(mindspore.__path__)} | {"_c_expression"}


RELOADED = """
import importlib, inspect, sys, traceback, mindspore, mindspore.nn, mindspore.ops.operations.nn_ops
for module in (mindspore, mindspore.nn, mindspore.ops.operations.nn_ops):
    assert importlib.reload(module) is module and sys.modules[module.__name__] is module
kept, mindspore.nn.Dense = mindspore.nn.Dense, None
assert importlib.reload(mindspore.nn).Dense is kept
assert inspect.getmodule(kept).__name__ == "mindspore.nn.layer.basic"
assert inspect.getmodule(mindspore.Tensor) is sys.modules["mindspore.common.tensor"]
assert inspect.getsource(mindspore.Tensor).startswith("class Tensor(")
assert "def relu(" in inspect.getsource(mindspore.ops.relu)
assert type(mindspore.float32).__module__ == "mindspore._c_expression.typing"
try:
    mindspore.ops.relu("text")
except TypeError:
    assert "relu" in traceback.format_exc()
print("true")
"""


def test_reload_and_inspect(tmp_path: Path) -> None:
    assert answer(RELOADED, tmp_path) is True


UNDONE = """
import json, pickle, sys
import msshim
from msshim import nn, ops
own = [nn.Dense.__module__, repr(msshim.Tensor), ops.relu.__module__, nn.__name__]
made = pickle.dumps([nn.Dense, msshim.Tensor([1.0]), msshim.Parameter(msshim.Tensor([2.0]), name="w"), msshim.float32])
with msshim.install_as_mindspore():
    import mindspore
    assert nn.Dense.__module__ == "mindspore.nn.layer.basic" and mindspore.nn.Dense is nn.Dense
    assert [type(x).__name__ for x in pickle.loads(made)] == ["type", "Tensor", "Parameter", "Float"]
    theirs = pickle.dumps([nn.Dense, nn.Conv2d, mindspore.ops.relu, mindspore.float32, nn.Dense(1, 1)])
    dense, conv, relu, float32, cell = pickle.loads(theirs)
    assert (dense, conv, relu, float32) == (nn.Dense, nn.Conv2d, ops.relu, msshim.float32) and float32 is msshim.float32
    from msshim._src.layers import attention
    assert type(nn.TransformerEncoderLayer(4, 1)).__module__ == "mindspore.nn.layer.transformer"
assert own == [nn.Dense.__module__, repr(msshim.Tensor), ops.relu.__module__, nn.__name__]
assert nn.Conv2d.__module__ == "msshim.nn" and type(pickle.loads(pickle.dumps(cell))) is nn.Dense
assert "mindspore" not in sys.modules and not [p for p in sys.path_importer_cache if "msshim/mindspore" in p]
with msshim.install_as_mindspore(["__main__"]):
    import mindspore
    assert mindspore.nn.Dense.__module__ == "msshim.nn"  # nothing is in sys.modules, where pickles look
print("true")
"""


def test_names_come_back_when_the_hook_is_undone(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", UNDONE], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600
    )
    assert done.stdout == "true\n", done.stderr


STARS = """
import json
space = {}
exec("from mindspore import *\\nfrom mindspore.common import *", space)
print(json.dumps(sorted(set(space) - {"__builtins__"})))
"""


def test_star_imports_bring_mindspores_names(tmp_path: Path) -> None:
    """MindSpore's own `from mindspore import *` fails, since one of its names is empty."""
    listed = [name for module in (mindspore, mindspore.common) for name in module.__all__ if name]
    assert answer(STARS, tmp_path) == sorted({name for name in listed if hasattr(mindspore, name)})


SENTENCES = {
    "from mindspore.nn import Conv2D": "cannot import name 'Conv2D' from 'mindspore.nn'. Did you mean: 'Conv2d'?",
    "from mindspore import Tensr": "cannot import name 'Tensr' from 'mindspore'. Did you mean: 'Tensor'?",
    "from mindspore.ops import Conv3Dtranspose": "Did you mean: 'Conv3DTranspose'?",
    "import mindspore.nope": "No module named 'mindspore.nope'",
    "from mindspore.nn import Nope": "cannot import name 'Nope' from 'mindspore.nn'",
    "import mindspore; mindspore.nn.Dens": "has no attribute 'Dens'. Did you mean: 'Dense'?",
}


def test_misspelled_names(tmp_path: Path) -> None:
    code = f"import json\nsaid = []\nfor line in {list(SENTENCES)!r}:\n"
    code += "    try:\n        exec(line)\n    except (ImportError, AttributeError) as error:\n"
    code += "        said.append(str(error))\nprint(json.dumps(said))"
    for hook in (
        "",
        "import msshim\nmsshim._src.hook.importing.uninstall_all()\nmsshim.install_as_mindspore(['__main__'])\n",
    ):
        for got, wanted in zip(answer(hook + code, tmp_path), SENTENCES.values(), strict=True):
            assert wanted in got


COMPLETED = """
import importlib, json, sys, inspect, pydoc, rlcompleter
from msshim._src.names import deep
seen = 0
for path in json.load(open(sys.argv[1])):
    module = importlib.import_module(path)
    completer, found = rlcompleter.Completer({"m": module}), []
    while (said := completer.complete("m.", len(found))) is not None:
        found.append(said.partition(".")[2].partition("(")[0])
    lacking = [name for name in dir(module) if not name.startswith("_") and name not in found]
    assert not lacking, (path, lacking)
    for name in dir(module)[:: 1 if "dataset" in path else 7]:
        value = getattr(module, name)
        if isinstance(value, deep.Absent):
            seen += 1
            repr(value), inspect.signature(value), pydoc.render_doc(value), dir(value), hash(value), bool(value)
            assert "is not in msshim" in value.__doc__ or "is not installed" in value.__doc__
            for use in (lambda: value(), lambda: value.anything):
                try:
                    use()
                except NotImplementedError as error:
                    assert str(error) == value.__doc__
                else:
                    raise AssertionError(value)
print(json.dumps(seen))
"""


@pytest.mark.parametrize("library", ["mindspore", "msshim"])
def test_tab_completion(library: str, tmp_path: Path) -> None:
    """Of every module: the completer neither raises nor leaves a name out; tools can look at what is not there."""
    kept = [path for path in PATHS if ".ops._op_impl" not in path and ".ops_generate" not in path]
    if library == "msshim":
        kept = ["msshim" if name == "mindspore" else f"msshim.{name}" for name in NAMESPACES]
    (tmp_path / "paths.json").write_text(json.dumps(kept))
    assert answer(COMPLETED, tmp_path, "paths.json") > (100 if library == "mindspore" else -1)


CONSTANTS = """
import sys
import mindspore
from msshim._src.names import deep
from msshim._src.tables import load, places
seen = 0
for path in places.modules():
    module = sys.modules.get(f"mindspore.{path}")
    for name, place in places.names(path).items() if module else ():
        if place.kind == "value" and not deep.table().get(path, {}).get(name) and name not in load.index(path):
            real = getattr(module, name)
            assert deep.find(path, name) == real or real != real, (path, name)
            seen += 1
assert seen > 300, seen
"""


def test_each_constant_is_mindspores(tmp_path: Path) -> None:
    """In a process of its own: some of the modules keep what was last used in them."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CONSTANTS], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr


def test_the_module_of_the_version(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from mindspore import version\nimport mindspore\nprint(version.__version__, mindspore.__version__)\n"
    )
    done = subprocess.run([sys.executable, "-m", "msshim", str(script)], capture_output=True, text=True)
    assert done.stdout == "2.10.0 2.10.0\n", done.stderr
