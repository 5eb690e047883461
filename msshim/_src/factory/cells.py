"""Row -> `Cell`: signature, checks, weights, docstring and a forward that is one frame over torch."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

import torch
import torch.fx

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.factory.objects import offer
from msshim._src.factory.registry import get
from msshim._src.factory.source import arguments, build, call_text, default_text, needs, resolve, takes
from msshim._src.init import initializer as initializers
from msshim._src.init.fans import fan_in
from msshim._src.rules import numbers
from msshim._src.rules.checks import CHECKS
from msshim._src.rules.errors import explain, explain_init
from msshim._src.rules.refusals import check_early, early
from msshim._src.runtime import mode
from msshim._src.tables import load
from msshim._src.tables.docstring import docstring
from msshim._src.tables.model import REQUIRED, Row, Weight
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.dtype import dtype_to_torch
from msshim._src.tensor.interop import cast_floating, to_handles, to_torch
from msshim._src.tensor.tensor import Tensor, wrap


def make_cell(row: Row, module: str) -> type[Cell]:
    """The class of a row of kind `cell`, for a public module such as ``msshim.nn``."""
    call = resolve(row.call)
    base: Any = Cell if row.base is None else resolve(row.base)
    signature, names = arguments(row)
    given = ", ".join(p.name if p.default is REQUIRED else default_text(p, names) for p in row.inputs)
    names |= {
        "_Torch": torch.Tensor,
        "_row": row,
        "_call": call,
        "_wrap": to_handles if row.many else wrap,
        "_Cell": base,
        "_start": Cell.__init__ if getattr(base, "_bare", False) else base.__init__,
        "_forward": Cell.forward,
        "_Tensor": Tensor,
        "_init": _init,
        "_cast": cast_floating,
        "_explain": explain,
        "_handed_over": _handed_over,
        "_records": mode.records,
        "_unrecorded": mode.unrecorded,
        "_repr": resolve(row.repr)
        if row.repr.startswith("msshim.")
        else lambda cell: row.repr.format_map(_Shown(cell)),
    }
    text = _source(row, call, "*args, **kwargs" if row.variadic else signature, given, names)
    cell: type[Cell] = build(row, text, names, module)
    cell.__doc__ = docstring(row)
    offer(cell, row)
    if row.spelled:
        cell._spelled, cell._unspelled = _spelled(row), cell.construct
        cell._spelled_with = _read(cell, cell._spelled) - {"training"}
    return cell


def _spelled(row: Row) -> Callable[..., Any]:
    """The computation in MindSpore's operators."""
    if row.spelled.startswith("msshim."):
        return resolve(row.spelled)
    made: Callable[..., Any] = eval(f"lambda self, {', '.join(p.name for p in row.inputs)}: {row.spelled}")
    return made


def _read(cell: type[Cell], function: Any) -> frozenset[str]:
    """The names of a cell that a computation asks for, also those that the methods it calls ask for."""
    names = set(function.__code__.co_names)
    names.update(*(code.co_names for code in function.__code__.co_consts if hasattr(code, "co_names")))
    called = [getattr(cell, name, None) for name in names]
    return frozenset(names).union(*(_read(cell, method) for method in called if isinstance(method, FunctionType)))


def _source(row: Row, call: Any, signature: str, given: str, names: dict[str, Any]) -> str:
    """The class as text; what a call looks at first goes into `names`.

    The weights are read from torch's own dicts, which is what functional_call and DDP swap. Only a call that fails
    is examined for what was wrong with it; the rank alone is looked at first, because torch also takes inputs
    without a batch and MindSpore does not. `forward` is the body of `construct` once more, so that a call is one
    frame; where a program has put another `construct` on the class, it runs that.
    """
    inputs = [entry.name for entry in row.inputs]
    tensors = [entry.name for entry in row.inputs if entry.type == "tensor"]
    reads = {str(p.name): f"self.{p.name}" for p in row.signature}
    reads |= {name: f"self.{name}" for name in needs(call)}
    reads |= {name: f"self._fixed_{name}" for name in row.fixed}
    reads |= {w.name: f"w[{w.name!r}]" if w.trained else f"b.get({w.name!r})" for w in row.weights}
    reads |= {name: f"m[{name!r}]" for name in row.children}
    reads |= {name: f"{name}_" if name in tensors else name for name in inputs}
    own = {*inputs, *row.children, *(w.name for w in row.weights), *(str(p.name) for p in row.signature)}
    for entry in (*row.inputs, *row.signature):  # a kernel may also use torch's names, or names of its own
        reads |= {name: reads[str(entry.name)] for name in (entry.torch, entry.to) if name and name not in own}
    rooms = [
        line
        for line, used in (
            ("w = self._parameters", any(w.trained for w in row.weights)),
            ("b = self._buffers", any(not w.trained for w in row.weights)),
            ("m = self._modules", bool(row.children)),
        )
        if used
    ]
    # What moves while a cell trains, such as BatchNorm's mean, is not cast, and neither are the weights beside it.
    halved = ["w"] if row.weights and all(w.trained for w in row.weights) else []
    cast = ", ".join([*inputs, *halved])
    values = call_text(row, call, reads)
    ranks = [
        line
        for entry in row.inputs
        if entry.rank
        for line in (
            f"if {entry.name}_.dim() {f'!= {entry.rank[0]}' if len(entry.rank) == 1 else f'not in {entry.rank}'}:",
            "    raise ValueError",
        )
    ]
    floats = [
        line
        for entry in row.inputs
        if entry.floating
        for line in (f"if not {entry.name}_.is_floating_point():", "    raise TypeError")
    ]
    looks = [
        line for p in row.inputs for line in early(row.qualified, p.name, "any" if p.type == "tensor" else "", names)
    ]
    body = [
        *rooms,
        f"if self._to_float is not None{f' and {row.cast}' if row.cast else ''}:",
        f"    {cast}, = _cast(({cast},), self._to_float)",
        f"handle = isinstance({inputs[0]}, _Tensor)",
        "try:",
        *(f"    {name}_ = {name}._t if {_is_handle(name, inputs)} else {name}" for name in tensors),
        *("    " + line for line in ranks + floats),
        *looks,
        "    if not handle:",
        f"        return _call({values})",
        "    if _records():",
        f"        return _wrap(_call({values}))",
        "    with _unrecorded:",
        f"        return _wrap(_call({values}))",
        "except Exception as error:",
        f"    found = _handed_over(_row, self, ({', '.join(inputs)},), error)",
        "    if found is not None:",
        "        return found",
        f"    raise _explain(_row, self, ({', '.join(inputs)},), error) from None",
    ]
    lines = [
        f"class {row.name}(_Cell):",
        f"    def __init__(self{', ' if signature else ''}{signature}):",
        "        _start(self)",
        f"        _init(_row, self, dict({', '.join(f'{p.name}={p.name}' for p in row.signature)}))",
        "",
        f"    def construct(self, {given}):",
        *("        " + line for line in body),
        "",
        f"    def forward(self, {given}):",
        "        if type(self).construct is not _construct:",
        f"            return _forward(self, {_handed_on(row)})",
        *("        " + line for line in body),
        "",
        "    _short = forward",
    ]
    if row.repr:
        lines += ["", "    def extend_repr(self):", "        return _repr(self)"]
    lines += ["", f"_construct = {row.name}.construct"]
    return "\n".join(lines) + "\n"


def _handed_over(row: Row, cell: Cell, inputs: tuple[Any, ...], error: Exception) -> Any:
    """What a call gives that failed only because of torch's tools; None where something else is wrong.

    torch.fx traces a layer as one module, and not what is in it. Parametrizations and pruning compute a weight from
    other parameters: it is put where the cell looks for it while the cell computes.
    """
    for value in inputs:
        if isinstance(value, torch.fx.Proxy):
            tracer: Any = value.tracer
            if cell is not tracer.root:
                return tracer.create_proxy("call_module", tracer.path_of_module(cell), inputs, {})
    room: dict[str, Any] = cell._parameters
    moved = [weight.name for weight in row.weights if weight.trained and weight.name not in room]
    if type(error) is not KeyError or error.args[0] not in moved:
        return None
    room.update({name: to_torch(getattr(cell, name)) for name in moved})
    try:
        return _class(row, cell).construct(cell, *inputs)
    finally:
        for name in moved:
            del room[name]


def _class(row: Row, cell: Cell) -> Any:
    """The class that a row made, of those that a cell is of."""
    return next(cls for cls in type(cell).__mro__ if "_short" in vars(cls) and cls.__name__ == row.name)


def _is_handle(name: str, inputs: list[str]) -> str:
    return "handle" if name == inputs[0] else f"isinstance({name}, _Tensor)"


def _handed_on(row: Row) -> str:
    """The inputs of a call as it came, for a `construct` that may have none of the inputs with a default."""
    return ", ".join(
        p.name if p.default is REQUIRED else f"**({{}} if {p.name} is _default_{p.name} else {{{p.name!r}: {p.name}}})"
        for p in row.inputs
    )


def _init(row: Row, cell: Cell, values: dict[str, Any]) -> None:
    """What every generated `__init__` does: check, set up, keep, create the weights."""
    given = dict(values)
    numbers.make_plain(row.qualified, values)
    try:
        check_early(row.qualified, values)
        for parameter in row.signature:
            if parameter.type is not None:
                name = str(parameter.name)
                values[name] = CHECKS[parameter.type](row.name, parameter, values[name])
        if row.setup is not None:
            setup = resolve(row.setup)
            offered = {**values, "cls_name": row.name}
            wanted = takes(setup)
            values |= setup(**(offered if wanted is None else {name: offered[name] for name in wanted}))
        own = {weight.name for weight in row.weights} | {p.name for p in row.signature if not p.kept}
        if values:
            _keep(cell, values, own)
        for name in row.fixed:
            cell.__dict__[f"_fixed_{name}"] = values[name]
        for weight in row.weights:
            _create(cell, weight, values)
        for name, child in row.children.items():
            shared = {str(p.name) for p in load.row(row.namespace, child, tried=False).signature} & set(values)
            setattr(cell, name, get(row.namespace, child)(**{key: values[key] for key in shared}))
    except Exception as error:
        raise explain_init(row, given, error) from None


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


def _create(cell: Cell, weight: Weight, values: dict[str, Any]) -> None:
    """Create one weight, drawing its numbers in MindSpore's order; None where the row says so."""
    known = {**_EXPRESSIONS, **values}
    if weight.when is not None and not eval(weight.when, known):
        cell.insert_param_to_cell(weight.name, None)
        return
    shape = tuple(eval(weight.shape, known))
    init = values[weight.init] if weight.init is not None else None
    if init is None and weight.otherwise is not None:
        init = eval(weight.otherwise, {**known, "fan_in": fan_in, "weights": cell._params})
        if weight.init is not None and hasattr(cell, weight.init):
            setattr(cell, weight.init, init)
    named = getattr(mstype, weight.dtype) if weight.dtype else values.get("dtype") or mstype.float32
    dtype, late = dtype_to_torch(named), initializers.waiting(init, shape)
    tensor = initializers.materialize(init, shape, dtype) if late is None else torch.empty(shape, dtype=dtype)
    if weight.trained:
        tensor = torch.nn.Parameter(tensor, requires_grad=tensor.is_floating_point())
    handle = Parameter._over(tensor, weight.label or weight.name, weight.trained)
    if weight.requires_grad is not None:
        handle.requires_grad = bool(values[weight.requires_grad])
    if late is not None:
        handle._wait(late)
    setattr(cell, weight.name, handle)


_EXPRESSIONS = {name: getattr(initializers, name) for name in ("HeUniform", "Normal", "Uniform")}


class _Shown(dict[str, Any]):
    """The attributes that a row's `repr` may name."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell

    def __missing__(self, name: str) -> Any:
        return getattr(self.cell, name)
