"""`Cell`: MindSpore's module, which is a `torch.nn.Module`.

- `construct` is what `forward` runs. Torch in, torch out; MindSpore in, MindSpore out.
- What torch sees are ordinary parameters and buffers; MindSpore's view of them is kept by `Handles`.
- What hangs in a cell, and by which names and paths, is told by `Tree`.
- What MindSpore's compiler and tools keep in a cell is in `Options`.

Source: mindspore.nn.Cell of 2.10.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from textwrap import indent
from types import MethodType
from typing import TYPE_CHECKING, Any

import torch

from msshim._src.cell import bprop, calling
from msshim._src.cell.compiler_settings import Options
from msshim._src.cell.parameter import Parameter, ParameterTuple, is_generated
from msshim._src.runtime import device, mode
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import cast_floating, holds_torch, to_handles, to_torch
from msshim._src.tensor.tensor import Tensor

if TYPE_CHECKING:
    from typing_extensions import Self


class Cell(Options):
    """Base of all layers and networks.

    Args:
        auto_prefix: Whether the names of a child's parameters get the child's name as prefix.
        flags: Attributes to set on the cell.
    """

    # What MindSpore's compiler and mixed precision set.
    arguments_key = ""
    is_top_cell = False
    has_bprop = False
    mixed_precision_type = None

    _short: Callable[..., Any] | None = None
    """The `forward` of a layer from a table, which has the body of its `construct`."""

    # MindSpore's own __new__ takes anything, which is what inspect.signature(Cell) shows.
    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        return super().__new__(cls)

    def __init__(self, auto_prefix: bool = True, flags: dict[str, Any] | None = None) -> None:
        super().__init__()
        state = self.__dict__
        state["_auto_prefix"] = auto_prefix
        state["_flags"] = {}
        state["_create_time"] = time.time_ns()
        state["training"] = False
        state["requires_grad"] = False
        if flags:
            self.add_flags(**flags)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "_short" not in cls.__dict__:  # a layer from a table, which brings its own
            calling.settle(cls, Cell)

    # --- calling

    def construct(self, *args: Any, **kwargs: Any) -> Any:
        """The computation; every subclass defines its own."""
        raise AttributeError(f"For 'Cell', the method 'construct' is not defined in {type(self).__name__}.")

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Run `construct` on MindSpore values, and answer in the kind of value that came in."""
        if self._to_float is not None and not self._casting:
            args, kwargs = cast_floating((args, kwargs), self._to_float)
            self.__dict__["_casting"] = True
            try:
                if torch.compiler.is_compiling():
                    return Cell.forward(self, *args, **kwargs)
                with mode.computing(self._to_float):
                    return Cell.forward(self, *args, **kwargs)
            finally:
                self.__dict__["_casting"] = False
        if holds_torch(args) or (kwargs and holds_torch(kwargs)):
            args, kwargs = to_handles((args, kwargs))
            if torch.compiler.is_compiling():
                return to_torch(self.construct(*args, **kwargs))
            with mode.recording():
                return to_torch(self.construct(*args, **kwargs))
        if mode.records():
            return self.construct(*args, **kwargs)
        with mode.unrecorded:
            return self.construct(*args, **kwargs)

    def _entry(self) -> Callable[..., Any]:
        """The `forward` of the class, bound; the general one where the cell has a `construct` of its own."""
        cls = type(self)
        replaced = "construct" in self.__dict__ and cls.forward is cls._short
        return partial(Cell.forward if replaced else cls.forward, self)

    def register_backward_hook(self, hook_fn: Callable[..., Any]) -> bprop.HookHandle:  # type: ignore[override]
        """Call ``hook_fn(cell, grad_input, grad_output)`` after each backward pass; what it gives replaces grad_input.

        Raises:
            TypeError: `hook_fn` is no function.
        """
        return bprop.on_gradients(self, hook_fn, before=False)

    def register_backward_pre_hook(self, hook_fn: Callable[..., Any]) -> bprop.HookHandle:
        """Call ``hook_fn(cell, grad_output)`` before each backward pass; what it returns replaces grad_output.

        Raises:
            TypeError: `hook_fn` is no function.
        """
        return bprop.on_gradients(self, hook_fn, before=True)

    # --- attributes

    def __setattr__(self, name: str, value: Any) -> None:
        state = self.__dict__
        if "_params" not in state:
            if isinstance(value, (Parameter, Cell)):
                raise AttributeError(f"For 'Cell', call super().__init__() before assigning '{name}'.")
            object.__setattr__(self, name, value)
        elif isinstance(value, Parameter):
            self._keep_parameter(name, value)
        elif isinstance(value, ParameterTuple):
            for item in value:
                if is_generated(item.name):
                    state["_unnamed"] = state.get("_unnamed", 0) + 1
                    item.name = f"Parameter${state['_unnamed']}"
                self.insert_param_to_cell(item.name, item, check_name_contain_dot=False)
            object.__setattr__(self, name, value)
        elif isinstance(value, Cell):
            state.pop(name, None)
            if self._auto_prefix:
                value.update_parameters_name(name + ".")
            self.insert_child_to_cell(name, value)
        elif name in state["_params"]:
            self._assign_to_parameter(name, value)
        elif isinstance(value, Tensor):
            self._keep_tensor(name, value)
        elif value is not None and name in self._modules and not isinstance(value, torch.nn.Module):
            raise TypeError(f"For 'Cell', '{name}' is a sub cell already and can not become a {type(value).__name__}.")
        else:
            if name in state["_tensors"]:
                del self.__dict__["_tensors"][name], self._buffers[name]
            replaced = name in self._spelled_with and (name in state or name in self._operators)
            if replaced and not isinstance(value, torch.Tensor):  # that is torch's pruning, which sets the weight
                self._spell()
            super().__setattr__(name, value)
            if name == "construct" and type(self).forward is type(self)._short:
                state.setdefault("forward", self._entry())

    def __delattr__(self, name: str) -> None:
        super().__delattr__(name)
        if name == "construct" and getattr(self.__dict__.get("forward"), "func", None) is Cell.forward:
            del self.__dict__["forward"]

    def _spell(self) -> None:
        """Compute with the operators from now on, unless a subclass has a `construct` of its own.

        Those that are still to be made are made now, before an attribute changes: MindSpore made them at construction.
        """
        kind = type(self)
        for name in kind._spelled_with & kind._operators.keys() - self.__dict__.keys():
            getattr(self, name)
        if kind.construct is kind._unspelled:
            self.construct = MethodType(kind._spelled, self)  # type: ignore[method-assign]

    # --- modes

    def set_train(self, mode: bool = True) -> Cell:
        """Training mode for the cell and all in it (Dropout, BatchNorm); a new cell is in inference mode."""
        self.train(bool(mode))
        self.__dict__["_phase"] = "train" if mode else "predict"
        for _, cell in self.cells_and_names():
            cell._flags["training"] = mode
        return self

    def set_grad(self, requires_grad: bool = True) -> Cell:
        """Set the cell's `requires_grad` flag."""
        self.requires_grad = requires_grad
        return self

    def to_float(self, dst_type: mstype.Type) -> Cell:
        """Compute in `dst_type`: floating-point inputs and weights are cast on the way in.

        Raises:
            ValueError: `dst_type` is none of float16, float32, bfloat16.
        """
        if dst_type not in (mstype.float16, mstype.float32, mstype.bfloat16):
            raise ValueError(
                f"For 'to_float', 'dst_type' must be mindspore.float32, mindspore.float16 or mindspore.bfloat16, "
                f"but got {dst_type}."
            )
        kinds = {"fp16": mstype.float16, "fp32": mstype.float32, "bf16": mstype.bfloat16}
        flags = {name: dst_type == kind for name, kind in kinds.items()}
        if "_cell_init_args" in self.__dict__:
            self.cell_init_args += str(flags)
        for _, cell in self.cells_and_names():
            cell.__dict__["_to_float"] = mstype.dtype_to_torch(dst_type)
            cell.add_flags(**flags)
        return self

    def to(self, *args: Any, **kwargs: Any) -> Any:
        """torch's `to`, which also takes MindSpore's dtypes and the names of its devices."""
        args, kwargs = _torch_dtypes(args), dict(zip(kwargs, _torch_dtypes(tuple(kwargs.values())), strict=True))
        return super().to(*args, **kwargs)

    def add_flags(self, **flags: Any) -> Cell:
        """Set attributes that are also listed by `get_flags`."""
        self._flags.update(flags)
        self.__dict__.update(flags)
        return self

    def add_flags_recursive(self, **flags: Any) -> Cell:
        """`add_flags` for the cell and all in it."""
        for _, cell in self.cells_and_names():
            cell.add_flags(**flags)
        return self

    def get_flags(self) -> dict[str, Any]:
        """The flags set so far."""
        flags: dict[str, Any] = self._flags
        return flags

    # --- printing

    @property
    def cls_name(self) -> str:
        """The class name."""
        return type(self).__name__

    def __bool__(self) -> bool:
        return True

    def extend_repr(self) -> str:
        """What stands between the parentheses of `repr`, before the children."""
        return ""

    def __repr__(self) -> str:
        text = self.extend_repr()
        own = text.split("\n") if text else []
        children = [f"({name}): {indent(repr(cell), '  ').strip()}" for name, cell in self._modules.items()]
        if len(own) == 1 and not children:
            return f"{type(self).__name__}({own[0]})"
        if not own and not children:
            return f"{type(self).__name__}()"
        return f"{type(self).__name__}(\n  " + "\n  ".join(own + children) + "\n)"


def _torch_dtypes(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        mstype.dtype_to_torch(value)
        if isinstance(value, mstype.Type)
        else device.of(value)
        if isinstance(value, str) and value in device.TARGETS
        else value
        for value in values
    )
