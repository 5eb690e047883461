"""Row -> `Cell`: signature, checks, weights, docstring and a forward that is one frame over torch."""

from __future__ import annotations

import ast
from collections.abc import Callable
from textwrap import dedent
from types import FunctionType
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.cell.torch_tools import handed_over
from msshim._src.factory.making import Values, making
from msshim._src.factory.objects import offer
from msshim._src.factory.registry import get
from msshim._src.factory.signature import Signature, define
from msshim._src.factory.source import apply, fill, functions, resolved
from msshim._src.init import initial_value, initializer
from msshim._src.init.fans import fan_in
from msshim._src.rules.errors import explain
from msshim._src.rules.refusals import early
from msshim._src.runtime import mode
from msshim._src.tables import load
from msshim._src.tables.load import Field
from msshim._src.tables.model import REQUIRED, Input, Row, Weight
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.dtype import dtype_to_torch
from msshim._src.tensor.interop import cast_floating

# The weights are read from torch's own dicts, which is what functional_call and DDP swap. Only a call that fails is
# examined for what was wrong with it; the rank alone is looked at first, because torch also takes inputs without a
# batch and MindSpore does not. `forward` is the body of `construct` once more, so that a call is one frame; where a
# program has put another `construct` on the class, it runs that.
_CELL = """
class $name(_Cell):
    def __init__(self, $parameters):
        _start(self)
        _init(self, dict($given))

    def construct(self, $inputs):
        $body

    def forward(self, $inputs):
        if type(self).construct is not _construct:
            return _forward(self, $handed_on)
        $body

    _short = forward
    $repr

_construct = $name.construct
"""
_BODY = """
$rooms
if self._to_float is not None$unless:
    $cast, = _cast(($cast,), self._to_float)
handle = isinstance($first, _Tensor)
try:
    $unwrapped
    $looks
    if not handle:
        return _call($values)
    if _records():
        return _wrap(_call($values))
    with _unrecorded:
        return _wrap(_call($values))
except Exception as error:
    found = _handed_over(_row, self, ($inputs), error)
    if found is not None:
        return found
    raise _explain(_row, self, ($inputs), error) from None
"""
_REPR = """

def extend_repr(self):
    return _repr(self)
"""


def make_cell(row: Row, module: str) -> type[Cell]:
    """The class of a row of kind `cell`, for a public module such as ``msshim.nn``."""
    base: Any = Cell if row.base is None else resolved(row, "base")
    signature = Signature(row)
    signature.names |= {
        "_Cell": base,
        "_start": Cell.__init__ if getattr(base, "_bare", False) else base.__init__,
        "_forward": Cell.forward,
        "_init": making(row, _keeping(row)),
        "_cast": cast_floating,
        "_explain": explain,
        "_handed_over": handed_over,
        "_records": mode.records,
        "_unrecorded": mode.unrecorded,
        "_repr": _shown(row),
    }
    parameters = signature.listed(row.signature)
    cell: type[Cell] = define(
        row,
        _CELL,
        signature.names,
        module,
        parameters="*args, **kwargs" if row.variadic else parameters,
        inputs=signature.listed(row.inputs, starred=False),
        handed_on=", ".join(map(_handed_on, row.inputs)),
        body=_body(signature),
        repr=_REPR if row.repr else "",
    )
    offer(cell, row)
    if row.spelled:
        cell._spelled, cell._unspelled = _spelled(row), cell.construct
        cell._spelled_with = _read(cell, cell._spelled) - {"training"}
    return cell


def _shown(row: Row) -> Callable[[Cell], str]:
    """What `extend_repr` prints."""
    if row.repr.startswith("msshim."):
        return resolved(row, "repr")

    def shown(cell: Cell) -> str:
        with Field(row, "repr"):
            return row.repr.format_map(_Shown(cell))

    return shown


def _spelled(row: Row) -> Callable[..., Any]:
    """The computation in MindSpore's operators."""
    if row.spelled.startswith("msshim."):
        return resolved(row, "spelled")
    return functions(row, {"spelled": row.spelled}, takes=["self", *(p.name for p in row.inputs)])["spelled"]


def _read(cell: type[Cell], function: Any) -> frozenset[str]:
    """The names of a cell that a computation asks for, also those that the methods it calls ask for."""
    names = set(function.__code__.co_names)
    names.update(*(code.co_names for code in function.__code__.co_consts if hasattr(code, "co_names")))
    called = [getattr(cell, name, None) for name in names]
    return frozenset(names).union(*(_read(cell, method) for method in called if isinstance(method, FunctionType)))


def _body(signature: Signature) -> str:
    """The lines of a call; what it looks at first goes into the signature's `names`."""
    row = signature.row
    inputs = [entry.name for entry in row.inputs]
    tensors = [entry.name for entry in row.inputs if entry.type == "tensor"]
    signature.reads |= {name: f"self._fixed_{name}" for name in row.fixed}
    signature.reads |= {w.name: f"w[{w.name!r}]" if w.trained else f"b.get({w.name!r})" for w in row.weights}
    signature.reads |= {name: f"m[{name!r}]" for name in row.children}
    signature.reads |= {name: f"{name}_" if name in tensors else name for name in inputs}
    rooms = {
        "w = self._parameters": any(w.trained for w in row.weights),
        "b = self._buffers": any(not w.trained for w in row.weights),
        "m = self._modules": bool(row.children),
    }
    # What moves while a cell trains, such as BatchNorm's mean, is not cast, and neither are the weights beside it.
    halved = ["w"] if row.weights and all(w.trained for w in row.weights) else []
    with Field(row, "cast"):
        ast.parse(row.cast)
    return fill(
        _BODY,
        rooms=[line for line, used in rooms.items() if used],
        unless=f" and {row.cast}" if row.cast else "",
        cast=", ".join([*inputs, *halved]),
        first=inputs[0],
        unwrapped=[
            f"{name}_ = {name}._t if {'handle' if name == inputs[0] else f'isinstance({name}, _Tensor)'} else {name}"
            for name in tensors
        ],
        looks=_looks(row, signature.names),
        values=signature.passed(),
        inputs="".join(f"{name}, " for name in inputs).strip(),
    )


def _looks(row: Row, names: dict[str, Any]) -> list[str]:
    """The lines that refuse what torch would take: another rank, whole numbers, and what the table of refusals says."""
    looks = []
    for entry in row.inputs:
        ranks = f"!= {entry.rank[0]}" if len(entry.rank) == 1 else f"not in {entry.rank}"
        looks += [f"if {entry.name}_.dim() {ranks}:\n    raise ValueError"] if entry.rank else []
    for entry in row.inputs:
        looks += [f"if not {entry.name}_.is_floating_point():\n    raise TypeError"] if entry.floating else []
    for entry in row.inputs:
        kind = "any" if entry.type == "tensor" else ""
        looks.append(dedent("\n".join(early(row, entry, kind, names))))
    return looks


def _handed_on(p: Input) -> str:
    """An input of a call as it came, for a `construct` that may have none of the inputs with a default."""
    return (
        p.name if p.default is REQUIRED else f"**({{}} if {p.name} is _default_{p.name} else {{{p.name!r}: {p.name}}})"
    )


def _keeping(row: Row) -> Callable[[Cell, Values, Values], None]:
    """What keeps the arguments of a new cell and what `setup` made of them, and creates its weights and children."""
    own = {weight.name for weight in row.weights} | {p.name for p in row.signature if not p.kept}
    creations = [_creating(row, i, weight) for i, weight in enumerate(row.weights)]

    def keep(cell: Cell, values: Values, found: Values) -> None:
        values |= found
        if values:
            _keep(cell, values, own)
        for i, name in enumerate(row.fixed):
            with Field(row, "fixed", i):
                cell.__dict__[f"_fixed_{name}"] = values[name]
        for create in creations:
            create(cell, values)
        for name, child in row.children.items():
            with Field(row, "children", name):
                taken = {str(p.name) for p in load.row(row.namespace, child, tried=False).signature}
                made = get(row.namespace, child)
            setattr(cell, name, made(**{key: values[key] for key in taken & set(values)}))

    return keep


_PLAIN = frozenset((type(None), bool, int, float, str, tuple))


def _keep(cell: Cell, values: dict[str, Any], own: set[str | None]) -> None:
    """Set attributes, but for the cell's `own`; plain values go past what torch looks for, unless a class has a say."""
    cls, state = type(cell), cell.__dict__
    plain = _PLAIN if cls.__setattr__ is Cell.__setattr__ else ()
    for name, value in values.items():
        if name in own:
            continue
        if type(value) in plain and not hasattr(cls, name):
            state[name] = value
        else:
            setattr(cell, name, value)


_KNOWN = {name: getattr(initializer, name) for name in ("HeUniform", "Normal", "Uniform")} | {"fan_in": fan_in}
"""What the expressions of a weight may name besides the cell's attributes and the `weights` before it."""


def _creating(row: Row, i: int, weight: Weight) -> Callable[[Cell, Values], None]:
    """What creates a weight of a cell, drawing its numbers in MindSpore's order; None where the row says so."""
    texts = {key: getattr(weight, key) for key in ("when", "shape", "otherwise")}
    written = functions(row, {key: text for key, text in texts.items() if text is not None}, "weights", i)
    with Field(row, "weights", i, "dtype"):
        own = getattr(mstype, weight.dtype) if weight.dtype else None

    def value(key: str, cell: Cell, values: Values) -> Any:
        with Field(row, "weights", i, key):
            return apply(written[key], {**_KNOWN, **values, "weights": cell._params})

    def create(cell: Cell, values: Values) -> None:
        if weight.when is not None and not value("when", cell, values):
            cell.insert_param_to_cell(weight.name, None)
            return
        shape = tuple(value("shape", cell, values))
        with Field(row, "weights", i, "init"):
            init = values[weight.init] if weight.init is not None else None
        if init is None and weight.otherwise is not None:
            init = value("otherwise", cell, values)
            if weight.init is not None and hasattr(cell, weight.init):
                setattr(cell, weight.init, init)
        dtype, late = dtype_to_torch(own or values.get("dtype") or mstype.float32), initial_value.waiting(init, shape)
        tensor = initial_value.materialize(init, shape, dtype) if late is None else torch.empty(shape, dtype=dtype)
        if weight.trained:
            tensor = torch.nn.Parameter(tensor, requires_grad=tensor.is_floating_point())
        handle = Parameter._over(tensor, weight.label or weight.name, weight.trained)
        if weight.requires_grad is not None:
            with Field(row, "weights", i, "requires_grad"):
                handle.requires_grad = bool(values[weight.requires_grad])
        if late is not None:
            handle._wait(late)
        setattr(cell, weight.name, handle)

    return create


class _Shown(dict[str, Any]):
    """The attributes that a row's `repr` may name."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell

    def __missing__(self, name: str) -> Any:
        return getattr(self.cell, name)
