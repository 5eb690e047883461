"""`Parameter`: a handle over what torch trains.

What stands in a module's `_parameters` is the ordinary torch parameter (in `_buffers` the ordinary
torch buffer); a `Parameter` is MindSpore's view of it, with MindSpore's name. Source:
mindspore.Parameter of 2.10.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from msshim._src.init import initial_value
from msshim._src.init.initial_value import materialize
from msshim._src.runtime import mode
from msshim._src.tensor import pickles
from msshim._src.tensor.dtype import dtype_to_torch, torch_to_dtype
from msshim._src.tensor.shards import placed_as
from msshim._src.tensor.tensor import Tensor, wrap

if TYPE_CHECKING:
    from typing_extensions import Self

_GENERATED = "Parameter#"
_numbers = itertools.count(1)
_NAME = re.compile(r"^\w[0-9a-zA-Z_\.\-]*$")


def is_generated(name: str) -> bool:
    """Whether a name was made up because the user gave none."""
    return name.startswith(_GENERATED)


def _initial(data: Any) -> torch.Tensor:
    """A fresh torch tensor with the value of `default_input`, never sharing its memory."""
    if isinstance(data, bool):
        raise ValueError(f"For 'Parameter', 'default_input' can not be `bool`, but got {data}.")
    if isinstance(data, Tensor):
        return data.init_data()._t if data.has_init else data._live.detach().clone()
    if isinstance(data, int):
        return torch.tensor(data, dtype=torch.int32)
    if isinstance(data, float):
        return torch.tensor(data, dtype=torch.float32)
    if isinstance(data, (np.ndarray, list)):
        return Tensor(data)._t.clone()
    if isinstance(data, torch.Tensor):
        return data.detach().clone()
    raise TypeError(
        f"For 'Parameter', 'default_input' must be a Tensor, int, float, numpy.ndarray or list, "
        f"but got {data!r} of type {type(data).__name__}."
    )


def _room(data: Tensor) -> torch.Tensor:
    """Memory for a value that is still to be drawn."""
    return torch.empty(data.shape, dtype=dtype_to_torch(data.dtype))


class Parameter(Tensor):
    """A named tensor that a `Cell` trains.

    Args:
        default_input: The value: a Tensor (also one with delayed initialisation), int, float, numpy.ndarray or list.
        name: Its name; without one it takes the name of the attribute it is assigned to.
        requires_grad: Whether `trainable_params()` lists it and torch records its gradient.
        layerwise_parallel: Kept for MindSpore's parallel modes; no effect here.
        parallel_optimizer: Likewise.
        storage_format: Ascend only; no effect here.
        device: Ascend only: None, "CPU" or "Remote"; no effect here.

    Raises:
        TypeError: `default_input` is of another type, or an option is not a bool.
        ValueError: `default_input` is a bool, or `name` or `device` is not one that MindSpore takes.
    """

    _p: torch.Tensor
    _requires_grad: bool

    # MindSpore's own __new__ takes anything after the data, which is what inspect.signature(Parameter) shows.
    def __new__(cls, default_input: Any, *args: Any, **kwargs: Any) -> Self:
        return object.__new__(cls)

    def __init__(
        self,
        default_input: Any,
        name: str | None = None,
        requires_grad: bool = True,
        layerwise_parallel: bool = False,
        parallel_optimizer: bool = True,
        storage_format: str = "",
        device: str | None = None,
    ) -> None:
        if device not in (None, "CPU", "Remote"):
            raise ValueError(f"For 'Parameter', 'device' must be 'CPU' or 'Remote', but got {device!r}.")
        late = default_input.init if initial_value.skipping and isinstance(default_input, Tensor) else None
        data = _initial(default_input) if late is None else _room(default_input)
        self._p = torch.nn.Parameter(data, requires_grad=False)
        self.name = name  # type: ignore[assignment]
        self.requires_grad = requires_grad
        self.layerwise_parallel = layerwise_parallel
        self.parallel_optimizer = parallel_optimizer
        if late is not None:
            self._wait(late)

    @classmethod
    def _over(cls, p: torch.Tensor, name: str, requires_grad: bool | None = None) -> Self:
        """A handle over an existing torch parameter or buffer."""
        self = object.__new__(cls)
        self._p = p
        self._name = name
        self._requires_grad = p.requires_grad if requires_grad is None else requires_grad
        self.layerwise_parallel = False
        self.parallel_optimizer = True
        return self

    @property
    def _t(self) -> torch.Tensor:  # type: ignore[override]
        """What operations on the handle see: an alias that records nothing, unless gradients are recorded."""
        return self._p if mode.records() else self._p.detach()

    @property
    def _live(self) -> torch.Tensor:
        return self._p

    def _set(self, value: torch.Tensor) -> None:
        with torch.no_grad():
            if value.shape == self._p.shape and value.dtype == self._p.dtype:
                self._p.copy_(value)
            else:
                self._p.data = value.detach().clone()

    def _point(self, p: torch.Tensor) -> None:
        """Be the handle over another tensor."""
        self._p = p

    def _fill(self, value: torch.Tensor) -> None:
        """Copy a value into the memory that the parameter has, cast to its type."""
        with torch.no_grad():
            self._p.copy_(value)

    def _wait(self, init: Any) -> None:
        """Run an initializer only when the value is looked at, unless another is put there before."""
        self._late = init, self._p._version
        self._late_hooks: list[Any] = []
        LateParameter.made = True
        self.__class__ = LateParameter

    @property
    def name(self) -> str:
        """The parameter's name, e.g. ``'seq.0.weight'``."""
        return self._name

    @name.setter
    def name(self, value: str | None) -> None:
        if value is not None and not isinstance(value, str):
            raise ValueError(
                f"For 'Parameter', 'name' must be a str, but got {value!r} of type {type(value).__name__}."
            )
        value = (value or "").strip() or f"{_GENERATED}{next(_numbers)}"
        if len(value) > 1024:
            raise ValueError(f"For 'Parameter', 'name' must have at most 1024 characters, but got {len(value)}.")
        self._name = value

    @property
    def requires_grad(self) -> bool:
        """Whether the parameter is trained."""
        return self._p.requires_grad if self._differentiable else self._requires_grad

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise TypeError(f"For 'Parameter', 'requires_grad' must be bool, but got {value!r}.")
        self._requires_grad = value
        if self._differentiable:
            self._p.requires_grad_(value)

    def requires_grad_(self, requires_grad: bool = True) -> None:
        """Set `requires_grad`. Raises TypeError for anything but a bool."""
        self.requires_grad = requires_grad

    @property
    def _differentiable(self) -> bool:
        # An integer cannot be differentiated and a buffer is never trained, but MindSpore keeps the flag for both.
        return isinstance(self._p, torch.nn.Parameter) and (self._p.is_floating_point() or self._p.is_complex())

    @property
    def inited_param(self) -> None:
        """Always None: msshim initialises at once, where MindSpore's parallel modes delay it."""
        return None

    def set_data(self, data: Tensor | int | float, slice_shape: bool = False) -> Parameter:
        """Replace the value, cast to this parameter's dtype. Returns the parameter.

        Raises:
            TypeError: `data` is no Tensor or number, or a float for an integer parameter.
        """
        if not isinstance(data, (Tensor, int, float)):
            raise TypeError(
                f"For 'Parameter.set_data', 'data' must be Tensor, int or float, but got {data!r} of type "
                f"{type(data).__name__}."
            )
        if isinstance(data, (int, float)):
            if isinstance(data, float) and not (self._p.is_floating_point() or self._p.is_complex()):
                raise TypeError(f"For 'Parameter.set_data', 'data' is {data}, which {self.dtype} can not hold.")
            data = wrap(torch.tensor(data, dtype=self._p.dtype, device=self._p.device))
        self._set((data.init_data() if data.has_init else data)._t.to(self._p.dtype))
        return self

    def init_data(self, layout: Any = None, set_sliced: bool = False) -> Parameter:  # type: ignore[override]
        """The parameter itself: its data is there from the start."""
        return self

    def value(self) -> Tensor:
        """The present value as a Tensor over the same memory."""
        return wrap(self._t)

    def clone(self, init: Any = "same") -> Parameter:
        """A copy with the same name and flags; `init` other than ``'same'`` gives it new data."""
        if init == "same":
            data = self._p.detach().clone()
        else:
            data = placed_as(self._p, materialize(init, tuple(self.shape), self._p.dtype))
        copy = Parameter._over(torch.nn.Parameter(data, requires_grad=False), self.name)
        copy.requires_grad = self.requires_grad
        copy.layerwise_parallel = self.layerwise_parallel
        copy.parallel_optimizer = self.parallel_optimizer
        return copy

    def copy(self) -> Parameter:
        """`clone()`: a new parameter with the same data."""
        return self.clone()

    __copy__ = copy

    def __deepcopy__(self, memo: dict[int, Any]) -> Parameter:
        # Through memo, so that the copy is the one that the copied module holds.
        import copy

        new = Parameter._over(copy.deepcopy(self._p, memo), self.name, self._requires_grad)
        new.__dict__.update({k: v for k, v in self.__dict__.items() if k not in ("_p", "_name", "_requires_grad")})
        memo[id(self)] = new
        return new

    def __reduce__(self) -> tuple[Any, ...]:
        # MindSpore's drops what a program gave the Parameter.
        p = self._p
        if pickles.as_mindspore and type(self) is Parameter and not p.is_meta and p.dtype in pickles.NUMPY:
            return Parameter, (wrap(p.detach()), self.name, self.requires_grad, self.layerwise_parallel)
        return rebuilt, (dict(self.__dict__),)

    def __str__(self) -> str:
        return (
            f"Parameter (name={self.name}, shape={tuple(self.shape)}, dtype={self.dtype}, "
            f"requires_grad={self.requires_grad})"
        )

    __repr__ = __str__


class LateParameter(Parameter):
    """A Parameter made inside `no_init_parameters`: it has its memory, but its initializer is still to run.

    It becomes a plain Parameter when its value is looked at or its cell is called, and when it is given a value: then
    nothing is drawn.
    """

    made = False  # whether there ever was one

    @property
    def _t(self) -> torch.Tensor:  # type: ignore[override]
        return self.init_data()._t

    @property
    def _live(self) -> torch.Tensor:
        return self.init_data()._live

    @property
    def shape(self) -> tuple[int, ...]:
        """The size of each axis."""
        return tuple(self._p.shape)

    @property
    def dtype(self) -> Any:
        """The data type."""
        return torch_to_dtype(self._p.dtype)

    @property
    def init(self) -> Any:
        """The initializer that `init_data()` will run."""
        return self._late[0]

    def init_data(self, layout: Any = None, set_sliced: bool = False) -> Parameter:  # type: ignore[override]
        """Run the initializer, unless torch has written to the memory meanwhile; returns the parameter."""
        init, version = self._late
        self._settle()
        if self._p._version == version:
            self._fill(init.materialize(tuple(self._p.shape), self._p.dtype))
        return self

    def _settle(self) -> None:
        self.__class__ = Parameter  # type: ignore[assignment]
        for hook in self.__dict__.pop("_late_hooks"):
            hook.remove()
        del self._late

    def _before_call(self, cell: Any, args: Any) -> None:
        self.init_data()

    def _belong(self, cell: torch.nn.Module) -> None:
        """Have the value ready when a cell is called, which reads torch's tensor itself."""
        self._late_hooks.append(torch.nn.Module.register_forward_pre_hook(cell, self._before_call))

    def _set(self, value: torch.Tensor) -> None:
        self._settle()
        self._set(value)

    def _fill(self, value: torch.Tensor) -> None:
        self._settle()
        self._fill(value)

    def _point(self, p: torch.Tensor) -> None:
        self._settle()
        self._p = p

    def __deepcopy__(self, memo: dict[int, Any]) -> Parameter:
        return self.init_data().__deepcopy__(memo)

    def __reduce__(self) -> tuple[Any, ...]:
        return self.init_data().__reduce__()


def rebuilt(state: dict[str, Any]) -> Parameter:
    """What a pickle of a Parameter gives back."""
    parameter = object.__new__(Parameter)
    parameter.__dict__.update(state)
    return parameter


class ParameterTuple(tuple[Parameter, ...]):
    """A tuple of parameters with distinct names.

    Raises:
        TypeError: An item is no Parameter.
        ValueError: Two different items have the same name.
    """

    def __new__(cls, iterable: Iterable[Parameter]) -> ParameterTuple:
        items = tuple(iterable)
        seen: dict[str, Parameter] = {}
        for item in items:
            if not isinstance(item, Parameter):
                raise TypeError(f"For 'ParameterTuple', each item must be a Parameter, but got {item!r}.")
            if seen.setdefault(item.name, item) is not item:
                raise ValueError(f"For 'ParameterTuple', the name {item.name!r} is used twice; give each its own.")
        return super().__new__(cls, items)

    def clone(self, prefix: str, init: Any = "same") -> ParameterTuple:
        """Copies of all, named `prefix.<name>`; `init` as in `Parameter.clone`."""
        if not isinstance(prefix, str) or not _NAME.match(prefix):
            raise ValueError(f"For 'ParameterTuple.clone', 'prefix' must be a name, but got {prefix!r}.")
        copies = [item.clone(init) for item in self]
        for copy in copies:
            copy.name = f"{prefix}.{copy.name}"
        return ParameterTuple(copies)
