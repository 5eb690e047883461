"""`Options`: what a `Cell` keeps for MindSpore's compiler and tools, and its `recompute`.

Eager torch has no compiled graph: phases, scopes, dynamic inputs and compiler options are kept and given back as
MindSpore does in PyNative mode, and change no result. Source: mindspore.nn.Cell of 2.10.
"""

from __future__ import annotations

import inspect
from functools import partial
from typing import Any

import torch

from msshim._src.cell import dynamic
from msshim._src.cell.distribution import Distributed
from msshim._src.cell.recomputation import rerun
from msshim._src.runtime import device
from msshim._src.runtime.context import GRAPH_MODE, get_context
from msshim._src.tensor.interop import _walk
from msshim._src.tensor.tensor import Tensor


class Options(Distributed):
    """A module with MindSpore's settings."""

    cell_type: str | None = None
    grad_ops_label = False
    _phase = "train"
    _compile_phase: str | None = None
    _param_prefix = ""
    _scope: str | None = None
    _dynamic_inputs: Any = None
    _jitted = False
    _bprop_debug = False
    _recomputes = False

    def _held(self, name: str, kind: type) -> Any:
        """A collection that is made at its first use."""
        return self.__dict__.setdefault(name, kind())

    def _keep(self, name: str, kind: type, value: Any) -> None:
        if not isinstance(value, kind):
            raise TypeError(f"For 'Cell', '{name}' must be a {kind.__name__}, but got {value!r}.")
        self.__dict__[f"_{name}"] = value

    # --- the compiler's

    @property
    def phase(self) -> str:
        """What the compiler calls its graph: 'train', 'predict' after `set_train(False)`, or what was set."""
        return self._phase

    @phase.setter
    def phase(self, value: str) -> None:
        self._keep("phase", str, value)

    @property
    def compile_phase(self) -> str | None:
        """A name that is handed on to all children."""
        return self._compile_phase

    @compile_phase.setter
    def compile_phase(self, value: str) -> None:
        self._keep("compile_phase", str, value)
        for cell in self._modules.values():
            if isinstance(cell, Options):
                cell.compile_phase = value

    @property
    def compiled(self) -> bool:
        """Whether MindSpore's compiler ran: never."""
        return False

    @property
    def compile_cache(self) -> set[str]:
        """The names of compiled graphs: there are none."""
        return self._held("_compile_cache", set)  # type: ignore[no-any-return]

    @property
    def phase_cache(self) -> dict[Any, Any]:
        """The compiled graphs: there are none."""
        return self._held("_phase_cache", dict)  # type: ignore[no-any-return]

    @property
    def jit_config_dict(self) -> dict[str, Any]:
        """The options that `set_jit_config` was given."""
        return self._held("_jit_config_dict", dict)  # type: ignore[no-any-return]

    def set_jit_config(self, jit_config: Any) -> None:
        """Keep the options of a `JitConfig`; only the first call counts."""
        if not self.jit_config_dict:
            self.__dict__["_jit_config_dict"] = jit_config.jit_config_dict

    def set_inputs(self, *inputs: Any, **kwargs: Any) -> None:
        """Say what the inputs look like, with Tensors of a shape that has None, or is None, where sizes change.

        In GRAPH_MODE, and where the cell is under `jit`, its calls are checked for it.

        Raises:
            ValueError: Inputs come both by position and by name, or `construct` has no input of that name. At a call:
                an input has other sizes, or is another constant.
            TypeError: In GRAPH_MODE, `construct` takes another number of inputs. At a call: an input has another type.
        """
        if inputs and kwargs:
            raise ValueError(
                "For Cell, set_inputs must get inputs by position or by name, not both, "
                f"but got {inputs!r} and {list(kwargs)}."
            )
        if dynamic.check_cell not in self._forward_pre_hooks.values():
            torch.nn.Module.register_forward_pre_hook(self, dynamic.check_cell, with_kwargs=True)
        if not kwargs:
            self.__dict__["_dynamic_inputs"] = inputs
            if get_context("mode") == GRAPH_MODE:
                dynamic.check_number(self.construct, inputs)
            return
        names = list(inspect.signature(self.construct).parameters)
        for name in kwargs:
            if name not in names:
                raise ValueError(f"For dict mode, an input must be one of 'construct', {names}, but got '{name}'.")
        infos = [[names.index(name), value] for name, value in kwargs.items()]
        self.__dict__["_dynamic_inputs"] = {"arg_specified_infos": infos, "total_arg_length": len(names)}

    def get_inputs(self) -> Any:
        """What `set_inputs` was given; None before."""
        return self._dynamic_inputs

    def compile(self, *args: Any, **kwargs: Any) -> None:
        """With MindSpore's example inputs: nothing is to be done. With torch's options: as torch.nn.Module.compile."""
        tensors: list[Any] = []
        _walk((args, kwargs), lambda leaf: tensors.append(leaf) if isinstance(leaf, (Tensor, torch.Tensor)) else None)
        if not tensors:
            super().compile(*args, **kwargs)

    def compile_and_run(self, *args: Any, **kwargs: Any) -> Any:
        """What the call gives."""
        return self(*args, **kwargs)

    def run_construct(self, cast_inputs: Any, kwargs: Any) -> Any:
        """What `construct` gives for these two arguments."""
        return self.construct(cast_inputs, kwargs)

    @property
    def bprop_debug(self) -> bool:
        """A flag; a cell's `bprop` always runs in Python."""
        return self._bprop_debug

    @bprop_debug.setter
    def bprop_debug(self, value: bool) -> None:
        self._keep("bprop_debug", bool, value)

    # --- names

    @property
    def create_time(self) -> int:
        """When the cell was made, in nanoseconds."""
        return self.__dict__["_create_time"]  # type: ignore[no-any-return]

    @property
    def cell_init_args(self) -> str:
        """A text that a program may keep here; `to_float` appends its flags."""
        if "_cell_init_args" not in self.__dict__:
            raise AttributeError(f"The {type(self).__name__!r} has no 'cell_init_args'.")
        return self.__dict__["_cell_init_args"]  # type: ignore[no-any-return]

    @cell_init_args.setter
    def cell_init_args(self, value: str) -> None:
        self._keep("cell_init_args", str, value)

    @property
    def exist_names(self) -> set[str]:
        """Names that a program may keep here."""
        return self._held("_exist_names", set)  # type: ignore[no-any-return]

    @property
    def exist_objs(self) -> set[Any]:
        """Objects that a program may keep here."""
        return self._held("_exist_objs", set)  # type: ignore[no-any-return]

    @property
    def param_prefix(self) -> str:
        """The cell's path in the one whose `update_cell_prefix` was called."""
        return self._param_prefix

    def update_cell_prefix(self) -> None:
        """Give each cell in this one its path as `param_prefix`."""
        for name, cell in self.cells_and_names():
            cell.__dict__["_param_prefix"] = name

    def update_cell_type(self, cell_type: str) -> None:
        """Set `cell_type`."""
        self.cell_type = cell_type

    def get_scope(self) -> str | None:
        """The cell's place in the one whose `generate_scope` was called, e.g. ``'Default/net-Net/conv-Conv2d'``."""
        return self._scope

    def generate_scope(self) -> None:
        """Give each cell in this one its scope, once."""
        self._generate_scope("Default")

    def _generate_scope(self, prefix: str) -> None:
        scopes = {f"{prefix}/{name}-{type(cell).__name__}": cell for name, cell in self.name_cells().items()}
        for scope, cell in scopes.items():
            if cell._scope in (None, "recompute_"):
                cell.__dict__["_scope"] = (cell._scope or "") + scope
        for scope, cell in scopes.items():
            cell._generate_scope(scope)

    # --- flags

    def set_boost(self, boost_type: str) -> Any:
        """Set the flag 'less_bn' on all cells. Raises ValueError for any other."""
        if boost_type != "less_bn":
            raise ValueError(f"For 'set_boost', the 'boost_type' must be 'less_bn', but got {boost_type!r}.")
        return self.add_flags_recursive(less_bn=True)

    def set_broadcast_flag(self, mode: bool = True) -> Any:
        """Set the flag 'broadcast_flag' on all cells."""
        return self.add_flags_recursive(broadcast_flag=mode)

    def set_data_parallel(self) -> None:
        """Nothing: the parallel mode decides, and it is the steps that heed it."""

    def set_comm_fusion(self, fusion_type: int, recurse: bool = True) -> Any:
        """Say which gradients travel together between MindSpore's processes; nothing here.

        Raises:
            TypeError: `fusion_type` is no int.
            ValueError: `fusion_type` is negative.
        """
        if not isinstance(fusion_type, int) or isinstance(fusion_type, bool):
            raise TypeError(f"For 'set_comm_fusion', the 'fusion_type' must be an int, but got {fusion_type!r}.")
        if fusion_type < 0:
            raise ValueError(f"For 'set_comm_fusion', the 'fusion_type' must not be negative, but got {fusion_type}.")
        return self

    def cast_inputs(self, inputs: Any, dst_type: Any) -> None:
        """Nothing, as in MindSpore; use `to_float`."""

    def remove_redundant_parameters(self) -> None:
        """Nothing, as in MindSpore."""

    # --- memory

    def recompute(
        self,
        *,
        use_reentrant: bool = True,
        output_recompute: bool = False,
        early_stop: bool = True,
        context_fn: Any = None,
        **kwargs: Any,
    ) -> None:
        """Keep nothing of the forward pass for the gradient but the inputs: it is run again (torch's checkpoint).

        Raises:
            TypeError: An option is no bool.
            ValueError: There is no such option, or a `context_fn` without ``use_reentrant=False``.
        """
        parallel = ("mp_comm_recompute", "parallel_optimizer_comm_recompute")
        options = {"output_recompute": output_recompute, **{n: v for n, v in kwargs.items() if n in parallel}}
        for name, value in options.items():
            if not isinstance(value, bool):
                raise TypeError(f"For 'recompute', the '{name}' must be a bool, but got {value!r}.")
        unknown = sorted(set(kwargs) - {*parallel, "recompute_slice_activation"})
        if unknown:
            raise ValueError(f"For 'recompute', there are no options {unknown}.")
        if context_fn is not None and use_reentrant and not output_recompute:
            raise ValueError("For 'recompute', a 'context_fn' goes with use_reentrant=False.")
        self.__dict__["forward"] = partial(_recomputed, self, early_stop, context_fn)
        if not self._recomputes:
            self.add_flags(output_recompute=output_recompute)
        self._mark_recomputed()

    def offload(self, backward_prefetch: str | int = "Auto") -> None:
        """Keep what the gradient needs of the forward pass in the host's memory (torch's save_on_cpu).

        Args:
            backward_prefetch: "Auto" or a number; torch fetches each tensor when it is needed.

        Raises:
            TypeError: `backward_prefetch` is no str or int.
            ValueError: It is another str, or negative.
        """
        if not isinstance(backward_prefetch, (str, int)) or isinstance(backward_prefetch, bool):
            raise TypeError(
                f"For 'offload', 'backward_prefetch' must be 'Auto' or an int, but got {backward_prefetch!r}."
            )
        if backward_prefetch != "Auto" and not (isinstance(backward_prefetch, int) and backward_prefetch >= 0):
            raise ValueError(
                f"For 'offload', 'backward_prefetch' must be 'Auto' or at least 0, but got {backward_prefetch!r}."
            )
        self.__dict__["forward"] = partial(_offloaded, self)

    def _mark_recomputed(self) -> None:
        for _, cell in self.cells_and_names():
            if not cell._recomputes:
                scope = cell._scope or ""
                prefix = "" if scope.startswith("recompute_") else "recompute_"
                cell.__dict__.update(_recomputes=True, _scope=prefix + scope)


def _recomputed(cell: Any, early_stop: bool, context_fn: Any, *args: Any, **kwargs: Any) -> Any:
    """The `forward` of a cell with `recompute`."""
    return rerun(cell._entry(), args, kwargs, early_stop, context_fn)


def _offloaded(cell: Any, *args: Any, **kwargs: Any) -> Any:
    """The `forward` of a cell with `offload`."""
    with torch.autograd.graph.save_on_cpu(pin_memory=device.best() == "cuda"):
        return cell._entry()(*args, **kwargs)
