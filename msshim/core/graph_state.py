"""`GraphState`: what programs tell a `Cell` for MindSpore's graph compiler and parallel modes.

It is kept and given back; in eager Python it changes nothing, but for `recompute`. Source: mindspore.nn.Cell of 2.10.
"""

from __future__ import annotations

from typing import Any

import torch
from torch.utils.checkpoint import checkpoint

from msshim.core import mode
from msshim.core.graph import JitConfig


class GraphState(torch.nn.Module):
    """A module with options for graphs."""

    def _kept(self, name: str, default: Any = None) -> Any:
        return self.__dict__.get("_graph_state", {}).get(name, default)

    def _keep(self, name: str, value: Any) -> None:
        self.__dict__.setdefault("_graph_state", {})[name] = value

    # --- inputs

    def set_inputs(self, *inputs: Any, **kwargs: Any) -> None:
        """Say of what shapes and dtypes the inputs of a graph will be."""
        self._keep("inputs", kwargs if kwargs else inputs)

    def get_inputs(self) -> Any:
        """What `set_inputs` said; None without it."""
        return self._kept("inputs")

    # --- names

    @property
    def param_prefix(self) -> str:
        """The path of the cell that `update_cell_prefix` was last called on, to this one."""
        found: str = self._kept("prefix", "")
        return found

    def update_cell_prefix(self) -> None:
        """Give each cell in this one its path as `param_prefix`."""
        for path, module in self.named_modules():
            if isinstance(module, GraphState):
                module._keep("prefix", path)

    @property
    def cell_type(self) -> str | None:
        """What `update_cell_type` said."""
        found: str | None = self._kept("type")
        return found

    def update_cell_type(self, cell_type: str) -> None:
        """Set the name of the cell's kind."""
        self._keep("type", cell_type)

    def generate_scope(self) -> None:
        """Give each cell in this one a scope for the nodes of a graph."""
        for path, module in self.named_modules():
            if isinstance(module, GraphState) and path:
                parts, scope, inner = path.split("."), "Default", self
                for part in parts:
                    inner = inner._modules[part]  # type: ignore[assignment]
                    scope += f"/{part}-{type(inner).__name__}"
                module._keep("scope", scope)

    def get_scope(self) -> str | None:
        """The scope that `generate_scope` gave; None for the outermost cell."""
        found: str | None = self._kept("scope")
        return found

    # --- the compiler

    @property
    def jit_config_dict(self) -> dict[str, Any]:
        """The options that `set_jit_config` gave."""
        found: dict[str, Any] = self._kept("jit", {})
        return found

    def set_jit_config(self, jit_config: JitConfig) -> None:
        """Keep options for the compiler."""
        self._keep("jit", dict(getattr(jit_config, "jit_config_dict", {})))

    def set_boost(self, boost_type: str) -> Any:
        """Ask for MindSpore's boost. Raises ValueError for anything but 'less_bn'."""
        if boost_type != "less_bn":
            raise ValueError(f"For 'set_boost', 'boost_type' must be 'less_bn', but got {boost_type!r}.")
        return self

    def recompute(self, **kwargs: Any) -> None:
        """Compute the cell again for its gradient instead of keeping what that needs (torch.utils.checkpoint).

        Args:
            kwargs: `mp_comm_recompute`, `parallel_optimizer_comm_recompute`, `recompute_slice_activation`, ...:
                bools for MindSpore's parallel modes.

        Raises:
            TypeError: An option is not a bool.
        """
        for name, value in kwargs.items():
            if not isinstance(value, bool):
                raise TypeError(f"For 'recompute', '{name}' must be a bool, but got {value!r}.")
        if "forward" in self.__dict__:
            return
        plain = self.forward

        def again(*args: Any, **options: Any) -> Any:
            with mode.recording():
                return plain(*args, **options)

        def forward(*args: Any, **options: Any) -> Any:
            if mode.records() and torch.is_grad_enabled():
                return checkpoint(again, *args, use_reentrant=False, **options)
            return plain(*args, **options)

        self.__dict__["forward"] = forward

    # --- parallel modes

    def set_broadcast_flag(self, mode: bool = True) -> Any:
        """Keep that the parameters are broadcast."""
        self._keep("broadcast", mode)
        return self

    def set_data_parallel(self) -> None:
        """Ask for data parallelism of the cell's operations, where a strategy has none."""

    def set_comm_fusion(self, fusion_type: int, recurse: bool = True) -> Any:
        """Say which gradients travel together."""
        return self

    def remove_redundant_parameters(self) -> None:
        """Drop parts of parameters that other devices hold."""
