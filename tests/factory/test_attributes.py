"""Attributes: what MindSpore's classes and instances have, msshim's have, or `mappings/left_out.yaml` says why not."""

import ast
import inspect
import tempfile
import warnings
from functools import cache

import mindspore
import pytest
from calls import Words
from left_out import leave_out
from oracle import named
from rows import all_rows, draw

import msshim
from msshim._src.tables import load

ROWS = [row for row in all_rows("cell", "primitive", "optimizer", "written") if inspect.isclass(named(mindspore, row))]
LEFT = {
    name: {word for text in groups.values() for word in text.split()}
    for name, groups in load.document("left_out.yaml")["names"].items()
}
PYTHONS = {"__weakref__", "__dict__", "__setstate__", "__slotnames__"}  # the last is what copying keeps on a class
# Of a class whose row has no call, the first of these arguments that both take make an instance.
ARGUMENTS = (
    "() (2) (2,3) (2,3,4) (2,3,4,5) ((2,3)) (net) (net,loss) (net,opt) (params,0.1) (params) (0.1,params) (opt,0.1) "
    "(0.1,2,3) (0.1,0.01,10) (0.1,0.9,4) (0.1,0.01,10,0.5) (net,opt,scale) (8,2) (16,2) (lambda:[1,2],['a']) "
    "([1]) (opt,2) (opt,[1,2]) (params,0.1,0.9) (opt,lambda:0.5) (opt,lambda*a:0.5) (opt,0.1,0.5,2) (opt,[1,2],0.5) "
    "(data,2) (tensor) (schedule,2) (schedule,[1,2],0.5) (schedule,lambda*a:0.5) (schedule) (schedule,2,2) "
    "(schedule,[schedule],[2]) (folder) (pack,pack)"
).split(" ")


def has(thing, name) -> bool:
    try:
        getattr(thing, name)
    except (AttributeError, NotImplementedError):
        return False
    except Exception:  # a property that asks for more
        return True
    return True


def library_words(ms):
    net = ms.nn.Dense(2, 3)
    optimizer = ms.nn.SGD(net.trainable_params(), 0.1)
    data = ms.dataset.NumpySlicesDataset([1, 2], shuffle=False)
    return {
        "net": net, "loss": ms.nn.MSELoss(), "opt": optimizer, "params": net.trainable_params(), "data": data,
        "tensor": ms.Tensor([1.0]), "schedule": ms.experimental.optim.SGD(net.trainable_params(), 0.1),
        "folder": tempfile.mkdtemp(), "pack": lambda value: value,
    }  # fmt: skip


def instance(ms, row):
    """An instance, made from the row's first call; None where there is none."""
    target = named(ms, row)
    if row.cases:
        kinds = {str(p.name): p.type for p in row.signature}
        args = next(draw(row, 1)).args
        return target(
            **{n: getattr(ms, v) if kinds[n] == "dtype" and isinstance(v, str) else v for n, v in args.items()}
        )
    for text in row.calls if row.kind in ("cell", "primitive") else ():  # of others they are lists of arguments
        call = ast.parse(f"target{text}", mode="eval").body
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Call):
            return eval(ast.unparse(call.func), {"target": target}, Words(ms, "float32"))
    return None


def instances(row):
    try:
        made = instance(mindspore, row), instance(msshim, row)
        if made[0] is not None:
            return made
    except Exception:
        return None, None
    if row.namespace.startswith("ops"):
        return None, None
    words = [{"target": named(ms, row), **library_words(ms)} for ms in (mindspore, msshim)]
    for text in ARGUMENTS:
        try:
            return tuple(eval(f"target{text}", names) for names in words)
        except Exception:
            continue
    return None, None


def allowed(kind) -> set[str]:
    paths = {named(mindspore, row): row.qualified for row in ROWS}
    left = {name for base in kind.__mro__ if base in paths for name in LEFT.get(paths[base], ())}
    return left | LEFT["ops.Primitive"] if paths[kind].startswith("ops.") else left


def of_class(real, mine) -> frozenset[str]:
    return frozenset(name for name in dir(real) if not has(mine, name))


@cache
def lacking(qualified: str) -> frozenset[str]:
    """What MindSpore's instances have and msshim's have not; of the classes where none can be made."""
    row = next(row for row in ROWS if row.qualified == qualified)
    real, mine = named(mindspore, row), named(msshim, row)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs, ours = instances(row)
        if theirs is None:
            leave_out("members: no instance can be made, so the class's are compared", qualified)
            return of_class(real, mine)
        names = sorted({*dir(theirs), *getattr(theirs, "__dict__", ())})  # some are made by the use of others
        found = frozenset(name for name in names if has(theirs, name) and not has(ours, name))
        for made in (theirs, ours):
            getattr(made, "close", tuple)()  # a record's processes go on otherwise
        return found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.qualified)
def test_members(row) -> None:
    assert lacking(row.qualified) - allowed(named(mindspore, row)) - PYTHONS == set()


@pytest.mark.filterwarnings("ignore")
def test_what_is_left_out_is_still_lacking() -> None:
    """An entry goes when MindSpore's class loses the name, or msshim's, and those of its subclasses, have it."""
    paths = {named(mindspore, row): row.qualified for row in ROWS}
    needed = {name: set() for name in LEFT}
    for row in ROWS:
        real = named(mindspore, row)
        bases = {paths[base] for base in real.__mro__ if base in paths} & LEFT.keys()
        for base in bases | ({"ops.Primitive"} if paths[real].startswith("ops.") else set()):
            needed[base] |= lacking(row.qualified) | of_class(real, named(msshim, row))
    stale = {name: sorted(LEFT[name] - needed[name]) for name in LEFT if LEFT[name] - needed[name]}
    assert stale == {}


KINDS = [row for row in ROWS if row.kind == "cell" and row.operators and row.cases]


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.qualified)
def test_operators_are_of_the_kind(row) -> None:
    """A primitive where MindSpore has one, of the same name; a Tensor for a Tensor; the same number."""
    theirs, ours = instance(mindspore, row), instance(msshim, row)
    for name in row.operators:
        value = getattr(theirs, name, None)
        if isinstance(value, mindspore.ops.Primitive):
            kind = type(getattr(ours, name)).__name__
            assert kind in (type(value).__name__, "function"), name  # of mint, whose primitives are not public
        elif isinstance(value, mindspore.Tensor):
            assert getattr(ours, name).shape == value.shape, name
        elif isinstance(value, (bool, int, float, str, tuple)):
            assert getattr(ours, name) == value, name


def test_subclass_sees_the_names() -> None:
    assert {"conv2d", "bias_add", "weight"} <= set(dir(msshim.nn.Conv2d(1, 1, 1)))
