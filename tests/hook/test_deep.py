"""The deep paths: each name that stands elsewhere is, in MindSpore, the very object of the public name."""

import importlib

import mindspore
import pytest
from raising import raises

import msshim
from msshim._src.names import deep
from msshim._src.tables import load
from msshim._src.tensor.absent_members import Missing

NAMES = [
    (path, name, target)
    for path, names in deep.table().items()
    for name, target in names.items()
    if target is not None and (target.rpartition(".")[0] or "mindspore") in load.namespaces() and target != "context"
]
INNER = [(path, name) for path, names in deep.table().items() for name, target in names.items() if target is None]


def reached(library, path: str):
    owner, _, name = path.rpartition(".")
    return getattr(importlib.import_module(f"{library}.{owner}".rstrip(".")), name)


@pytest.mark.parametrize(("path", "name", "target"), NAMES)
def test_name_is_the_public_one(path, name, target) -> None:
    real, public = reached("mindspore", f"{path}.{name}"), reached("mindspore", target)
    if real is not public:  # a function around the other, or an overload of it
        x = mindspore.Tensor([[0.5, 2.0], [3.0, 4.0]], mindspore.float32)
        results = []
        for call in (real, public):
            try:
                results.append(str(call(x)))
            except Exception as error:
                results.append(type(error))
        assert results[0] == results[1]
    assert getattr(deep.module(path), name) is reached("msshim", target)


@pytest.mark.parametrize(("path", "name"), INNER)
def test_inner_names_import_and_raise_when_used(path, name) -> None:
    """They are MindSpore's, and not among its public names."""
    assert hasattr(importlib.import_module(f"mindspore.{path}"), name)
    module = deep.module(path)
    kind = NotImplementedError if hasattr(module, name) else Missing  # of a call, or an AttributeError, too
    with raises(kind, match=f"mindspore.{path}.{name} is not in msshim"):
        getattr(module, name)()


@pytest.mark.parametrize("path", deep.table())
def test_path_is_mindspores(path) -> None:
    importlib.import_module(f"mindspore.{path}")
    assert deep.module(path) is deep.module(path)


def test_other_names_are_those_of_the_public_module() -> None:
    assert deep.module("ops.operations").Conv2D is msshim.ops.Conv2D
    assert deep.module("nn.layer").Dense is msshim.nn.Dense
    with raises(AttributeError):
        deep.module("ops.operations").no_such_name  # noqa: B018
