"""What a table can say: one frozen dataclass a kind of entry.

The fields are the whole vocabulary; `mappings/schema.json`, which is made of them, says the same to editors. Where
these words are not enough, a row names a function in `msshim._src.kernels`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

REQUIRED: Any = type("Required", (), {"__repr__": lambda self: "required"})()
"""The default of a parameter that has none."""


STREAM = "The stream of random numbers is torch's: the same seed gives other numbers of the same distribution."

WORKERS = "Rows are made in the thread that asks for them; msshim ignores it."


@dataclass(frozen=True)
class Parameter:
    """One parameter: MindSpore's, torch's, or the same one on both sides.

    name: MindSpore's name, with its star (``*tensors``) where it takes any number; None where only torch has it.
    torch: the name that torch documents; None where only MindSpore has it.
    to: the name that the kernel has for it, where that is neither MindSpore's nor torch's.
    type: a word of `msshim._src.rules.checks`, which the value must satisfy.
    default: MindSpore's default; REQUIRED without one.
    torch_default: torch's default where it is another one.
    minimum, maximum, above, below, choices, length: what the type word checks against.
    kept: whether the cell keeps the value as an attribute.
    keyword: whether it goes by keyword only.
    difference: what differs, beyond names and defaults, in our own words.
    """

    name: str | None = None
    torch: str | None = None
    to: str | None = None
    type: str | None = None
    default: Any = REQUIRED
    torch_default: Any = REQUIRED
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    choices: tuple[Any, ...] = ()
    length: int | None = None
    kept: bool = True
    keyword: bool = False
    difference: str = ""

    @property
    def variable(self) -> str:
        """The name inside the function: of ``*tensors``, ``tensors``."""
        return str(self.name).lstrip("*")


@dataclass(frozen=True)
class Input(Parameter):
    """One value that the call of a cell or primitive takes: a Parameter that is a tensor if `type` says nothing else.

    rank: the number of dimensions it must have (one number, or several), checked before torch is called.
    channels: the attribute that its second dimension must equal. wrong_channels: the exception class otherwise.
    like: the weight whose dtype it must have.
    floating: whether its dtype must be a floating-point one; checked before torch is called.
    """

    name: str = ""
    type: str | None = "tensor"
    rank: tuple[int, ...] = ()
    channels: str | None = None
    wrong_channels: str = "ValueError"
    like: str | None = None
    floating: bool = False


@dataclass(frozen=True)
class Weight:
    """One parameter that a cell creates, in this order.

    name: the attribute that holds it.
    shape: a Python expression over the cell's attributes.
    init: the cell's parameter that says how to fill it; otherwise: an expression for when that is None.
    when: an expression; the weight is None where it is false.
    trained: False for running statistics, which torch calls buffers.
    label: the name MindSpore gives it where that is not the attribute's.
    dtype: its dtype where that is not the cell's `dtype`.
    requires_grad: the attribute that says whether it is trained, where one does.
    """

    name: str
    shape: str
    init: str | None = None
    otherwise: str | None = None
    when: str | None = None
    trained: bool = True
    label: str | None = None
    dtype: str | None = None
    requires_grad: str | None = None


@dataclass(frozen=True)
class State:
    """What an optimizer keeps from step to step beside the parameters that it trains, in this order.

    name: the attribute that holds it.
    each: whether there is one for each parameter that is trained, else one for all.
    prefix: what stands before a parameter's name in that of its state, where that is not the attribute's name.
    shape: its shape, where that is not the parameter's; of one for all a number's, if nothing is said.
    init: the number that it starts with, or the row's parameter that says it.
    dtype: its dtype where it has a shape of its own.
    when: the row's parameter that says whether it is kept.
    saved: whether checkpoints have it; else one for all is a Tensor, and those for each parameter stand in a list.
    counts: whether each step adds 1 to it. times: the row's parameter by which each step multiplies it.
    """

    name: str
    each: bool = True
    prefix: str | None = None
    shape: tuple[int, ...] | None = None
    init: Any = 0
    dtype: str = "float32"
    when: str | None = None
    saved: bool = True
    counts: bool = False
    times: str | None = None


@dataclass(frozen=True)
class Deviation:
    """Where msshim departs from MindSpore on purpose; a strict test fails once this stops being true.

    what, why: in words.
    args, input, dtype: the call that shows it (`input` is a shape, `dtype` the one of input and weights).
    mindspore: the exception class that MindSpore raises; msshim runs the call.
    """

    what: str
    why: str
    mindspore: str
    args: dict[str, Any]
    input: tuple[int, ...] = ()
    dtype: str = "float32"


@dataclass(frozen=True)
class Departure:
    """Where MindSpore's CPU kernel departs from torch, or a rule of its own gives a worse number; msshim has torch's.

    what: in words. why: whose doing it is, and what msshim gives. call: the argument list that shows it, as in `calls`.
    torch: what msshim gives, an expression of `torch` and `F` over the Tensors that the call makes, named x, y, z.
    gradient: whether it is about the gradient by the first of them, of the sum of what comes out. A strict test fails
    once MindSpore or msshim gives something else.
    """

    what: str
    call: str
    torch: str
    gradient: bool = False
    why: str = "That is its CPU kernel's; msshim gives torch's."


@dataclass(frozen=True)
class Cases:
    """A space of calls to compare with MindSpore; tests draw from it with a fixed seed.

    args: for each parameter the values to draw from; inputs: for each input the shapes (expressions over the args).
    low, high: the range of the input values. train: the modes to run in. dtypes: the inputs' dtypes.
    tolerance: of the largest value. integers: whether the input values are whole numbers.
    random: the output is random and compared by its statistics (tests/factory/test_random_cells.py).
    gradients: False where MindSpore's own are wrong (tests/factory/test_wrong_gradients.py).
    """

    args: dict[str, tuple[Any, ...]]
    inputs: dict[str, tuple[str, ...]]
    low: float = -3.0
    high: float = 3.0
    train: tuple[bool, ...] = (False,)
    dtypes: tuple[str, ...] = ("float32",)
    tolerance: float = 1e-4
    integers: bool = False
    random: bool = False
    gradients: bool = True


@dataclass(frozen=True)
class Proof:
    """How the `calls` of a function, method or primitive are compared with MindSpore's.

    tolerance: of the largest value, at float32. dtypes: those to try, where not all of them.
    gradients: `refused` where MindSpore raises when it is asked for one, `partly` where it does so in some calls; there
    msshim's is compared with finite differences. False where one of the two gives something else than the derivative.
    random: the output is compared by its statistics.
    seeded: whether the numbers are MindSpore's own after `set_seed`, on the CPU; they are then compared too.
    reference: what is right where MindSpore can not say, an expression over numpy arrays (`np`, `scipy`, `torch`)
    and the call's parameters; the word ``docstring``: the example in MindSpore's documentation; or ``processes``: the
    tests of tests/communication, which run in several.
    why: the reason for anything but the defaults.
    """

    tolerance: float = 1e-4
    dtypes: tuple[str, ...] = ()
    gradients: Literal[True, False, "refused", "partly"] = True
    random: bool = False
    seeded: bool = False
    reference: str = ""
    why: str = ""


Kind = Literal["cell", "function", "method", "primitive", "optimizer", "transform", "reader", "alias", "written"]


@dataclass(frozen=True)
class Row:
    """One public name of MindSpore.

    kind: what the factory makes of it. summary: one sentence, what it computes. source: where the facts are from, if
    not from MindSpore 2.10 itself.
    torch: its counterpart in torch; `call`, where that is torch's own and `torch` says nothing. unlisted: whether torch
    gives no parameter list for it, neither in Python nor in its documentation nor as an operator.
    call: the function that computes it, of an optimizer the one that updates lists of tensors; returns: what comes out,
    in words, where that may be more than one tensor.
    like: the name of the row, such as ``ops.abs``, whose words hold where this one has none; a method's first
    parameter is then `self`.
    of: the name of which this one is an alias, ``ops.abs``; of a `written` one, the path of the object in msshim.
    variadic: whether MindSpore declares ``(*args, **kwargs)`` and tells overloads apart at the call.
    overloads: the parameter lists that MindSpore tells apart at the call, where there are several, as text without
    defaults: ``dim=axis, *, dtype`` has another name for `axis`, ``dim: int=axis`` another type, too.
    inplace: whether the call changes its first argument and returns it.
    notes: what else differs, a sentence each.
    deviations: where msshim takes what MindSpore refuses.
    departures: where msshim gives torch's numbers and not those of MindSpore's CPU kernel.
    parameters: what making it, or the call of a function, takes; of what is written by hand those that torch has under
    another name. inputs: what the call of a cell or primitive takes.
    setup: the function that turns checked arguments into attributes (of a primitive, those in `attrs` are shown beside
    the arguments), or of a reader checks them together: it raises, or returns what is refused once rows are asked for.
    base: the path of the class that a cell is a subclass of, where MindSpore's is one; else Cell. Of an optimizer, the
    class that says what a step is.
    weights: what it trains. states: what an optimizer keeps from step to step.
    targets: the devices that an optimizer's `target` may name; it can not be set where there are none.
    decorated: whether MindSpore decorates an optimizer's constructor, which then shows ``(*args, **kwargs)`` and keeps
    the arguments as `init_args`.
    children: cells it holds, by attribute, each of another row and made with the arguments they share.
    operators: what MindSpore's own cell holds beside its arguments, by attribute: primitives and values, as expressions
    over `self`; subclasses use them. They are made when they are asked for.
    spelled: what MindSpore's own cell computes with its `operators`, an expression over `self` and the inputs or the
    path of a function of them; the cell computes so where an attribute that stands in it was changed.
    cast: an expression over `self`, whether `to_float` casts the inputs, where it does not always: MindSpore casts at
    operations, and what only moves numbers, or gives them back, runs none of those.
    fixed: the parameters whose values at construction are computed with, whatever becomes of the attributes.
    ignored: the parameters that msshim takes and does not use, or not exactly, with a sentence each that says so.
    draw: what draws the random numbers of a transform: of an engine, the input and the attributes, further arguments of
    `call`, or None where the input stays as it is. pil: the form of a transform in Python, as a rule of PIL's images;
    pil_draw: what draws for that, from the generators of Python and numpy.
    takes: which inputs a transform's `call` takes: its `dtypes`, `ranks` and `channels`, whether bools come out as
    `bools`, and whether images may be stacked as `frames`. Of one of sound: how many `axes` the input has at
    least, whether the last is `complex`, whether it must be of `floats`, and whether `call` gets it `as_is`.
    columns: the names of the columns of a reader, whose `call` finds the samples; where an argument decides, that
    argument, and the names by its values.
    repr: what `extend_repr` prints: a text with attributes in braces, or the path of a function of the cell.
    calls: argument lists to compare with MindSpore, as text (tests/support/values.py has the words); errors: such lists
    that raise the same exception class; proof: how they are compared; cases: the space of calls of a cell.
    """

    name: str
    namespace: str
    file: str
    kind: Kind
    summary: str = ""
    call: str = ""
    source: str = ""
    like: str | None = None
    of: str | None = None
    torch: str | None = None
    unlisted: bool = False
    setup: str | None = None
    base: str | None = None
    parameters: tuple[Parameter, ...] = ()
    inputs: tuple[Input, ...] = ()
    weights: tuple[Weight, ...] = ()
    states: tuple[State, ...] = ()
    targets: tuple[str, ...] = ()
    decorated: bool = False
    children: dict[str, str] = field(default_factory=dict)
    operators: dict[str, str] = field(default_factory=dict)
    spelled: str = ""
    cast: str = ""
    fixed: tuple[str, ...] = ()
    ignored: dict[str, str] = field(default_factory=dict)
    draw: str | None = None
    pil: str | None = None
    pil_draw: str | None = None
    takes: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, Any] | tuple[str, ...] = ()
    repr: str = ""
    returns: str = ""
    variadic: bool = False
    overloads: tuple[str, ...] = ()
    inplace: bool = False
    notes: tuple[str, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    departures: tuple[Departure, ...] = ()
    cases: tuple[Cases, ...] = ()
    calls: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    proof: Proof = Proof()

    @property
    def counterpart(self) -> str | None:
        """The dotted path of the counterpart in torch, if there is one."""
        return self.torch or (self.call if self.call.startswith("torch.") else None)

    @property
    def many(self) -> bool:
        """Whether it may answer with anything but one tensor."""
        return bool(self.returns)

    @property
    def foreign_stream(self) -> bool:
        """Whether it draws random numbers, and not MindSpore's own; a row with notes says it there."""
        random = self.proof.random or any(cases.random for cases in self.cases)
        return random and not self.proof.seeded and not self.notes

    @property
    def inexact(self) -> dict[str, str]:
        """The parameters that msshim ignores or approximates, with a sentence each."""
        names = [p.variable for p in (*self.signature, *self.inputs)] if self.foreign_stream else []
        seeds = {name: STREAM for name in names if name in ("seed", "seed0", "seed1", "seed2", "Seed0", "Seed1")}
        mappable = self.kind == "reader" and any(p.name == "sampler" for p in self.parameters)
        return {**seeds, **({"num_parallel_workers": WORKERS} if mappable else {}), **self.ignored}

    @property
    def signature(self) -> tuple[Parameter, ...]:
        """MindSpore's parameters, in MindSpore's order."""
        return tuple(parameter for parameter in self.parameters if parameter.name is not None)

    @property
    def qualified(self) -> str:
        """The name as users write it, e.g. ``nn.Conv3dTranspose`` or, of `mindspore` itself, ``Tensor``."""
        return self.name if self.namespace == "mindspore" else f"{self.namespace}.{self.name}"
