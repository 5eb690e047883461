"""`Primitive`: one operation as an object, made once and called often. Source: mindspore.ops.Primitive of 2.10."""

from __future__ import annotations

from typing import Any


class Primitive:
    """The base of the primitive classes; subclasses compute in `__call__`.

    Args:
        name: The operation's name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.attrs: dict[str, Any] = {}
        self.init_attrs: dict[str, Any] = {"name": name}

    def add_prim_attr(self, name: str, value: Any) -> Primitive:
        """Keep an attribute under a name; returns this primitive."""
        self.__dict__[name] = value
        self.attrs[name] = value
        return self

    def del_prim_attr(self, name: str) -> Primitive:
        """Forget an attribute; returns this primitive."""
        self.__dict__.pop(name, None)
        self.attrs.pop(name, None)
        return self

    def init_prim_io_names(self, inputs: list[str], outputs: list[str]) -> None:
        """Name the inputs and outputs."""
        self.add_prim_attr("input_names", inputs)
        self.add_prim_attr("output_names", outputs)

    def set_prim_instance_name(self, instance_name: str) -> Primitive:
        """Give this primitive a name of its own."""
        self.instance_name = instance_name
        return self

    def set_stage(self, stage: int) -> Primitive:
        """Kept for MindSpore's pipeline parallelism; no effect here."""
        return self.add_prim_attr("stage", stage)

    def set_device(self, device_target: str) -> Primitive:
        """Kept for MindSpore's placement of operations; no effect here."""
        return self.add_prim_attr("primitive_target", device_target)

    def shard(self, in_strategy: Any = None, out_strategy: Any = None) -> Primitive:
        """Kept for MindSpore's parallel modes; no effect here."""
        return self

    def recompute(self, mode: bool = True) -> Primitive:
        """Kept for MindSpore's graph mode; no effect here."""
        return self

    def __call__(self, *args: Any) -> Any:
        """Compute; each subclass says how."""
        raise NotImplementedError(f"The primitive '{self.name}' has no computation.")

    def __repr__(self) -> str:
        attributes = ", ".join(f"{name}={value}" for name, value in self.attrs.items())
        return f"Prim[{self.name}]<{attributes}>" if attributes else f"Prim[{self.name}]"
