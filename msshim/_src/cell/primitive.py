"""`Primitive`: one operation as an object, made once and called often. Source: mindspore.ops.Primitive of 2.10."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from msshim._src.parallel import strategy

Function = TypeVar("Function", bound=Callable[..., Any])

_UNSEEN = ("input_names", "output_names")


class Primitive:
    """The base of the primitive classes; subclasses compute in `__call__`.

    Args:
        name: The operation's name.

    Raises:
        TypeError: If `name` is not a str.
    """

    def __init__(self, name: str) -> None:
        if not isinstance(name, str):
            raise TypeError(
                f"For 'Primitive', the 'name' must be a str, but got {name!r} of type {type(name).__name__}."
            )
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
        if name in self.attrs and name in self.__dict__:
            del self.__dict__[name], self.attrs[name]
        return self

    add_attr = add_prim_attr
    del_attr = del_prim_attr

    def get_attr_dict(self) -> dict[str, Any]:
        """The attributes by name."""
        return dict(self.attrs)

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

    def place(self, role: str, rank_id: int) -> None:
        """Kept for MindSpore's placement on processes; no effect here."""
        self.add_prim_attr("ms_role", role)
        self.add_prim_attr("rank_id", rank_id)

    def shard(self, in_strategy: Any = None, out_strategy: Any = None) -> Primitive:
        """Say how inputs and outputs are cut where several processes compute one network; returns this primitive.

        Args:
            in_strategy: A tuple with one item for each input: the number of parts of each axis, or a `Layout`.
            out_strategy: Likewise for the outputs; where None, they are cut as they come out.

        Raises:
            TypeError: A strategy is no tuple of tuples of ints, or of Layouts.
            ValueError: There is an `out_strategy` alone, or one has Layouts and the other has none.
        """
        if in_strategy is None and out_strategy is None:
            return self
        nested = bool(self.attrs.get("self_define_shard"))
        for name, value in strategy.attributes(self.name, in_strategy, out_strategy, nested).items():
            self.add_prim_attr(name, value)
        self.__class__ = _cut(type(self))  # type: ignore[arg-type]
        return self

    def recompute(self, mode: bool = True) -> Primitive:
        """Kept for MindSpore's graph mode; no effect here."""
        if not isinstance(mode, bool):
            raise TypeError(f"For 'recompute', the 'mode' must be a bool, but got {mode!r}.")
        return self.add_prim_attr("recompute", mode)

    def check_elim(self, *args: Any) -> tuple[bool, Any]:
        """Whether the call can be left out, and the answer then; subclasses may say."""
        return False, None

    @property
    def update_parameter(self) -> bool:
        """Whether it is marked as changing a parameter."""
        return False

    def __getattr__(self, item: str) -> Any:
        attrs = self.__dict__.get("attrs", {})
        if item in attrs:
            return attrs[item]
        raise AttributeError(f"'{self.__dict__.get('name', type(self).__name__)}' object has no attribute '{item}'")

    def __call__(self, *args: Any) -> Any:
        """Compute; each subclass says how."""
        left_out, answer = self.check_elim(*args)
        if left_out:
            return answer
        raise NotImplementedError(
            f"The primitive '{self.name}' has no computation: give its class a '__call__' over Tensors."
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> Primitive:
        return type(self)(**self.init_attrs)

    def __repr__(self) -> str:
        attributes = ", ".join(f"{name}={value}" for name, value in self.attrs.items() if name not in _UNSEEN)
        return f"Prim[{self.name}]<{attributes}>" if attributes else f"Prim[{self.name}]"


@functools.cache
def _cut(kind: type[Primitive]) -> type[Primitive]:
    """The class of the primitives of a kind that have a strategy: others are called without a look at it."""
    if getattr(kind, "_whole", None) is not None:
        return kind

    def __call__(self: Primitive, *args: Any, **kwargs: Any) -> Any:
        from msshim._src.parallel import region  # torch's DTensor takes a while to import

        return region.compute(self, functools.partial(kind.__call__, **kwargs), args)

    own = {"__call__": __call__, "__reduce__": _reduced, "_whole": kind}
    return type(kind.__name__, (kind,), {"__doc__": kind.__doc__, "__module__": kind.__module__, **own})


def _reduced(self: Any) -> Any:
    return _remade, (self._whole, self.__dict__)


def _remade(kind: type[Primitive], state: dict[str, Any]) -> Primitive:
    """What the pickle of a primitive with a strategy gives back."""
    made = object.__new__(_cut(kind))  # type: ignore[arg-type]
    made.__dict__.update(state)
    return made


class PrimitiveWithCheck(Primitive):
    """A primitive whose subclasses look at shapes and dtypes before MindSpore computes them.

    Args:
        name: The operation's name.
    """

    def check_shape(self, *args: Any) -> None:
        """Look at the shapes; nothing by itself."""

    def check_dtype(self, *args: Any) -> None:
        """Look at the dtypes; nothing by itself."""


class PrimitiveWithInfer(Primitive):
    """A primitive whose subclasses tell MindSpore the shape and dtype of what comes out.

    Args:
        name: The operation's name.
    """

    def infer_shape(self, *args: Any) -> Any:
        """The shape that comes out of these; None by itself."""
        return None

    def infer_dtype(self, *args: Any) -> Any:
        """The dtype that comes out of these; None by itself."""
        return None

    def infer_value(self, *args: Any) -> Any:
        """The value that comes out of these constants; None by itself."""
        return None


def prim_attr_register(fn: Function) -> Function:
    """Decorate the `__init__` of a primitive: its arguments become attributes, the class's name that of the primitive.

    Args:
        fn: The `__init__`.
    """

    @functools.wraps(fn)
    def init(self: Primitive, *args: Any, **kwargs: Any) -> None:
        Primitive.__init__(self, getattr(type(self), "substitute_name", type(self).__name__))
        bound = inspect.signature(fn).bind(self, *args, **kwargs)
        bound.apply_defaults()
        _, *given = bound.arguments.items()
        self.init_attrs = dict(given)
        for name, value in given:
            self.add_prim_attr(name, value)
        fn(self, *args, **kwargs)

    init.decorated_func = fn  # type: ignore[attr-defined]
    return init  # type: ignore[return-value]


def prim_arg_register(fn: Function) -> Function:
    """As `prim_attr_register`; what MindSpore hides from its compiler makes no difference here.

    Args:
        fn: The `__init__`.
    """
    return prim_attr_register(fn)


def constexpr(
    fn: Callable[..., Any] | None = None,
    get_instance: bool = True,
    name: str | None = None,
    reuse_result: bool = True,
    check: bool = True,
) -> Any:
    """Decorate a function of constants, which MindSpore's graphs compute once; here it is called as any other.

    Args:
        fn: The function; without one, a decorator comes out.
        get_instance: Whether a primitive comes out, or its class.
        name: The primitive's name, the function's without one.
        reuse_result: Kept as an attribute; no effect here.
        check: Kept for MindSpore's graphs; no effect here.
    """

    def decorate(function: Callable[..., Any]) -> Any:
        class Constant(PrimitiveWithInfer):
            def __init__(self) -> None:
                super().__init__(name or function.__name__)
                self.fn = function
                self.add_prim_attr("constexpr_prim", True)
                if not reuse_result:
                    self.add_prim_attr("forbid_reuse_result", True)

            def __call__(self, *args: Any, **kwargs: Any) -> Any:
                return function(*args, **kwargs)

        return Constant() if get_instance else Constant

    return decorate if fn is None else decorate(fn)


def _get_cache_prim(cls: type[Primitive]) -> Callable[..., Primitive]:
    """Makes primitives of a class; MindSpore keeps those with the same arguments, which saves time there alone.

    Args:
        cls: The class.
    """
    return cls
