"""`Handles`: the part of a `Cell` that keeps MindSpore's handles over torch's tensors.

- `_parameters` and `_buffers` hold ordinary torch tensors, so torch optimizers, `state_dict`, DDP and
  `torch.compile` see an ordinary module; `_params` holds MindSpore's Parameters over them, in MindSpore's order.
- A Tensor kept as an attribute is a non-persistent buffer, so it moves with the module; `_tensors` holds its handle.
- Where torch puts another tensor in place of one, the handles follow.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import torch

from msshim._src.cell.parameter import LateParameter, Parameter, is_generated
from msshim._src.cell.torch_wrappers import let_torch_wrap, seeing_torch
from msshim._src.runtime import mode
from msshim._src.tensor import absent_members
from msshim._src.tensor.tensor import Tensor, wrap

_TOOLS = frozenset(
    ("torch.fx.graph_module", "torch.fx._symbolic_trace", "torch.distributed.fsdp._fully_shard._fsdp_param")
    + tuple(
        f"torch.nn.utils.{name}"
        for name in ["parametrizations", "parametrize", "prune", "spectral_norm", "weight_norm"]
    )
)
"""What rebuilds a module, shards its parameters or computes them from others, and asks it for its torch tensors."""


class Handles(torch.nn.Module):
    """A torch module whose attributes are MindSpore's Parameters and Tensors."""

    _operators: ClassVar[dict[str, Callable[[Any], Any]]] = {}
    _spelled: ClassVar[Callable[..., Any]]
    _unspelled: ClassVar[Callable[..., Any]]
    _spelled_with: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        state = self.__dict__
        state["_params"] = {}
        state["_tensors"] = {}
        state["_to_float"] = None
        state["_casting"] = False  # while a cell with `to_float` computes

    def __getattr__(self, name: str) -> Any:
        state = self.__dict__
        if "_params" in state:
            if name in state["_params"]:
                return self._parameter(name)
            if name in state["_tensors"]:
                return self._tensor(name)
            if name not in self._modules:
                if name in self._operators:
                    state[name] = made = self._operators[name](self)
                    return made
                absent_members.check("Cell", name)
        return super().__getattr__(name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._params, *self._operators})  # type: ignore[no-untyped-call]

    def _taken(self, name: str) -> bool:
        """Whether the cell has an attribute of this name already, other than MindSpore's own primitive."""
        if name in self._operators:
            return name in self._modules or name in self._parameters
        try:
            getattr(self, name)
        except absent_members.Missing:  # MindSpore's Cell has it
            return True
        except AttributeError:
            return False
        return True

    def insert_param_to_cell(
        self, param_name: str, param: Parameter | None, check_name_contain_dot: bool = True
    ) -> None:
        """Add a parameter (or None) under a name.

        Raises:
            KeyError: The name is empty, has a dot, or is taken by something else.
            TypeError: `param` is no Parameter.
        """
        if not param_name:
            raise KeyError("For 'insert_param_to_cell', 'param_name' must be a name, but got an empty one.")
        if check_name_contain_dot and "." in param_name:
            raise KeyError(f"For 'insert_param_to_cell', 'param_name' must have no '.', but got {param_name!r}.")
        if "_params" not in self.__dict__:
            raise AttributeError("For 'insert_param_to_cell', call Cell.__init__() first.")
        if param_name not in self._params and self._taken(param_name):
            raise KeyError(f"For 'insert_param_to_cell', '{param_name}' is in the cell already.")
        if not isinstance(param, Parameter) and param is not None:
            raise TypeError(
                f"For 'insert_param_to_cell', 'param' must be a Parameter or None, but got {type(param).__name__}."
            )
        self._params[param_name] = param
        if param is None:
            self._parameters[param_name] = None
        else:
            if is_generated(param.name):
                param.name = param_name
            trained = isinstance(param._p, torch.nn.Parameter)
            room: dict[str, Any] = self._parameters if trained else self._buffers
            room[param_name] = param._p
            if isinstance(param, LateParameter):
                param._belong(self)

    def register_buffer(self, name: str, tensor: Any, persistent: bool = True) -> None:
        """Keep a Tensor as part of the state that is not trained."""
        held = (tensor._t if tensor._has_data else None) if isinstance(tensor, Tensor) else tensor
        super().register_buffer(name, held, persistent)
        if isinstance(tensor, Tensor):
            self._tensors[name] = tensor

    def __delattr__(self, name: str) -> None:
        if name in self._params or name in self._tensors:
            self._forget(name)
        else:
            super().__delattr__(name)

    def _forget(self, name: str, keep: tuple[str, ...] = ()) -> None:
        state = self.__dict__
        for room in {"_params", "_tensors"} - set(keep):
            state[room].pop(name, None)
        for room in ("_parameters", "_buffers"):
            state[room].pop(name, None)
        state.pop(name, None)

    def _keep_parameter(self, name: str, value: Parameter) -> None:
        """Keep a Parameter as an attribute; in the place of a moving statistic it is one."""
        statistic = name in self._params and self._buffers.get(name) is not None
        self._forget(name, ("_params",))
        if statistic:
            requires_grad = value.requires_grad
            value._point(value._p.detach())
            value.requires_grad = requires_grad
        self.insert_param_to_cell(name, value)

    def _keep_tensor(self, name: str, value: Tensor) -> None:
        """Keep a Tensor as an attribute; a property or other descriptor of the class keeps it as it likes."""
        held = inspect.getattr_static(type(self), name, None)
        if hasattr(type(held), "__set__"):
            object.__setattr__(self, name, value)
            return
        state = self.__dict__
        self._forget(name, ("_tensors",))
        state["_tensors"][name] = value
        self._buffers[name] = value._t if value._has_data else None
        self._non_persistent_buffers_set.add(name)
        if hasattr(type(self), name):  # which would hide what __getattr__ finds
            state[name] = value

    def _assign_to_parameter(self, name: str, value: Any) -> None:
        if isinstance(value, torch.Tensor) and self._torch(name) is None and self._params[name] is not None:
            del self._params[name]  # torch's own code took the parameter away, and computes what stands for it
            object.__setattr__(self, name, value)
        elif isinstance(value, torch.Tensor):  # from torch's own code, such as load_state_dict(assign=True)
            room: dict[str, Any] = self._parameters if name in self._parameters else self._buffers
            room[name] = value
            self._params[name]._point(value)
        elif value is None:
            self._forget(name, ("_params",))
            self.insert_param_to_cell(name, None)
        elif isinstance(value, Tensor):
            self._params[name].set_data(value)
        else:
            raise TypeError(f"For 'Cell', '{name}' is a parameter already and can not become a {type(value).__name__}.")

    def _torch(self, name: str) -> torch.Tensor | None:
        value = self._parameters.get(name)
        return self._buffers.get(name) if value is None else value

    def _parameter(self, name: str) -> Any:
        """The handle of a parameter; a passing one where torch has swapped the tensor (functional_call)."""
        state = self.__dict__
        handle, tensor = state["_params"][name], state["_parameters"].get(name)
        if tensor is None:
            tensor = state["_buffers"].get(name)
        if handle is None or tensor is None:
            return None
        if handle._p is not tensor:
            return Parameter._over(tensor, handle.name, handle.requires_grad)
        # While torch.compile traces, all that reads is a `construct`; thread-local state must not enter the graph.
        if torch.compiler.is_dynamo_compiling():
            dtype = self._to_float
        elif sys._getframe(2).f_globals.get("__name__") in _TOOLS:
            return tensor
        else:
            dtype = mode.precision()
        if dtype is None or dtype is tensor.dtype or not tensor.is_floating_point():
            return handle
        return wrap(tensor.to(dtype))

    def _tensor(self, name: str) -> Tensor | None:
        handle: Tensor = self.__dict__["_tensors"][name]
        tensor = self._buffers[name]
        if tensor is None:  # it came without data, and may have been given some since
            self._buffers[name] = handle._t if handle._has_data else None
            return handle
        return handle if handle._t is tensor else wrap(tensor)

    def _rebind(self) -> None:
        """Point the handles at the tensors that torch has put in place of the old ones."""
        for name, handle in self._params.items():
            tensor = self._torch(name)
            if handle is not None and tensor is not None and handle._p is not tensor:
                handle._point(tensor)
        for name, handle in self._tensors.items():
            tensor = self._buffers[name]
            if tensor is not None:
                handle._set(tensor)

    # What torch's own tools put in place and hang on.

    def register_parameter(self, name: str, param: torch.nn.Parameter | None) -> None:
        """Put a torch parameter in place."""
        super().register_parameter(name, param)
        handle = self._params.get(name)
        if handle is not None and param is not None:
            handle._point(param)

    def register_forward_pre_hook(self, hook: Callable[..., Any], **options: Any) -> Any:
        """Call ``hook(cell, args)`` before each call; see torch.nn.Module."""
        return super().register_forward_pre_hook(seeing_torch(hook), **options)

    def register_forward_hook(self, hook: Callable[..., Any], **options: Any) -> Any:
        """Call ``hook(cell, args, output)`` after each call; see torch.nn.Module."""
        return super().register_forward_hook(seeing_torch(hook), **options)

    # What torch is shown has its values, also where `no_init_parameters` lets them wait.

    def _draw(self) -> None:
        """Draw the values that the cell's own parameters wait with."""
        for parameter in self._params.values():
            if isinstance(parameter, LateParameter):
                parameter.init_data()

    def _draw_all(self) -> None:
        if LateParameter.made:
            for module in self.modules():
                if isinstance(module, Handles):
                    module._draw()

    def named_parameters(self, *args: Any, **kwargs: Any) -> Any:
        self._draw_all()
        return super().named_parameters(*args, **kwargs)

    def named_buffers(self, *args: Any, **kwargs: Any) -> Any:
        self._draw_all()
        return super().named_buffers(*args, **kwargs)

    def __reduce_ex__(self, protocol: Any) -> Any:
        self._draw()
        return super().__reduce_ex__(protocol)

    def _apply(self, fn: Callable[[torch.Tensor], torch.Tensor], recurse: bool = True) -> Any:
        self._draw()
        for name in self._tensors:
            self._tensor(name)
        super()._apply(fn, recurse)  # type: ignore[no-untyped-call]
        self._rebind()
        return self

    def _save_to_state_dict(self, destination: Any, prefix: str, keep_vars: bool) -> None:
        self._draw()
        own: dict[str, Any] = {}
        super()._save_to_state_dict(own, prefix, keep_vars)  # type: ignore[no-untyped-call]
        for name, parameter in self._params.items():  # MindSpore's order: torch has statistics behind all weights
            if parameter is not None:
                ours = (
                    parameter._p if keep_vars else parameter._p.detach()
                )  # a hook of MindSpore's may have put it here
                destination[prefix + name] = own.pop(prefix + name, ours)
        destination.update(own)

    def _load_from_state_dict(self, *args: Any, **kwargs: Any) -> None:
        super()._load_from_state_dict(*args, **kwargs)
        self._rebind()


let_torch_wrap(Handles)
