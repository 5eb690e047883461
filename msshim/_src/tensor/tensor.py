"""`Tensor`: MindSpore's tensor as a thin handle over a torch tensor.

The handle has one slot that matters, `_t`. It never inherits from torch.Tensor, whose `size`, `shape` and
`transpose` mean other things; torch functions take it through `__torch_function__`, numpy through `__array__`.
Source: mindspore.Tensor of 2.10.
"""

from __future__ import annotations

import copy
import math
import numbers
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import torch

from msshim._src.tensor import (
    absent_members,
    arithmetic,
    arrays,
    indexing,
    operators,
    pickles,
    pieces,
    printing,
    symbols,
)
from msshim._src.tensor.dtype import Number, Type, dtype_to_torch, torch_to_dtype
from msshim._src.tensor.from_python import default_dtype, from_data, stored
from msshim._src.tensor.indexing import cast
from msshim._src.tensor.nested import walk
from msshim._src.tensor.writes import writable

_TorchTensor = torch.Tensor
# The compilers of older torches do not know it by another name.
_new: Callable[[Any], Any] = object.__new__ if torch.__version__ >= "2.13" else lambda kind: object.__new__(kind)


def wrap(t: torch.Tensor) -> Tensor:
    """A handle over a torch tensor, sharing its memory."""
    if type(t) is not _TorchTensor:
        return Tensor(t)
    handle: Tensor = _new(Tensor)  # every operation makes one, and has no arguments to look at
    handle._t = t
    return handle


def _unwrapped(value: Any) -> Any:
    """An index or value with each handle replaced by its torch tensor."""
    return walk(value, lambda leaf: leaf._t if isinstance(leaf, Tensor) else leaf)


def _rewrapped(value: Any) -> Any:
    """What a torch function returned, with each torch tensor as a handle."""
    return walk(value, lambda leaf: wrap(leaf) if isinstance(leaf, torch.Tensor) else leaf)


def _live(value: Any) -> Any:
    """What a torch function gets: of a Parameter its torch parameter."""
    return walk(value, lambda leaf: leaf._live if isinstance(leaf, Tensor) else leaf)


class _Members(type):
    """Says of `Tensor.name` on the class that it is missing, as `__getattr__` does on a tensor."""

    def __getattr__(cls, name: str) -> Any:
        absent_members.check("Tensor", name)
        raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")


class Tensor(operators.Handle, metaclass=_Members):
    """An n-dimensional array.

    Args:
        input_data: A Tensor (shares its memory), numpy array (copied), nested list or tuple, or a number. Python ints
            give int64, floats float32. As an extension, a torch.Tensor, whose memory is shared.
        dtype: The data type; None keeps that of `input_data`.
        shape: The shape, where `input_data` is None. With None or a Symbol among its sizes, or with a `dtype` alone,
            the Tensor only says what is to come, to `Cell.set_inputs` and `enable_dynamic`.
        init: An initializer; the data then comes with `init_data()`.
        const_arg: Kept as an attribute for MindSpore's graph mode; no effect here.
        device: None, "CPU" or "meta", as in MindSpore; but for "meta" the tensor stands on torch's default device.

    Raises:
        TypeError: `input_data` is of another type or ragged, `dtype` is no dtype, or `const_arg` is no bool.
        ValueError: Both `input_data` and `shape` are given, `init` comes without `shape` and `dtype`, or `device` is
            not one that MindSpore takes.
    """

    __slots__ = ("__dict__", "__weakref__", "_delayed", "_t")  # the dict is for what programs give a tensor

    _delayed: tuple[Any, torch.Tensor]
    _has_data: ClassVar[bool] = True
    _wrap = staticmethod(wrap)
    const_arg: bool = False
    """Whether MindSpore's graphs are to take it as a constant; see `set_const_arg`."""

    def __init__(
        self,
        input_data: Any = None,
        dtype: Type | None = None,
        shape: Any = None,
        init: Any = None,
        const_arg: bool = False,
        device: str | None = None,
    ) -> None:
        if isinstance(input_data, torch.Tensor) and dtype is None:
            self._t = input_data
            return
        if not isinstance(const_arg, bool):
            raise TypeError(f"For 'Tensor', 'const_arg' must be a bool, but got {const_arg!r}.")
        if const_arg:
            self.const_arg = True
        if device not in (None, "CPU", "meta"):
            raise ValueError(f"For 'Tensor', 'device' must be None, 'CPU' or 'meta', but got {device!r}.")
        if input_data is not None and shape is not None:
            raise ValueError(f"For 'Tensor', 'shape' must be None when 'input_data' is given, but got {shape!r}.")
        if init is not None and (shape is None or dtype is None):
            raise ValueError("For 'Tensor', 'init' must come with both 'shape' and 'dtype'.")
        held = None if dtype is None else dtype_to_torch(dtype)
        if (input_data is None and held is not None) if shape is None else symbols.is_free(shape):
            if init is not None or held is None:
                raise ValueError(f"For 'Tensor', a 'shape' with free sizes, {shape!r}, needs a 'dtype' and no 'init'.")
            self._delayed = (symbols.sizes(shape), torch.empty(0, dtype=held, device="meta"))
            from msshim._src.tensor.delayed import Unsized

            self.__class__ = Unsized
            return
        if input_data is not None or shape is None or held is None:
            data = input_data._t if isinstance(input_data, Tensor) else input_data
            t = from_data(data)
            t = cast(t, default_dtype(data, t) if held is None else held)
            self._t = t.to(device) if device == "meta" else t
            return
        if not isinstance(shape, (tuple, list, numbers.Number)):
            raise TypeError(f"For 'Tensor', the 'shape' must be a tuple or list of ints, but got {shape!r}.")
        sizes = tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)
        if init is None:
            self._t = torch.zeros(sizes, dtype=held, device=device if device == "meta" else None)
        else:
            if math.prod(sizes) >= 1 << 60:
                raise ValueError(f"For 'Tensor', no memory holds the 'shape' {sizes}.")
            self._delayed = (init, torch.empty(sizes, dtype=held, device="meta"))
            from msshim._src.tensor.delayed import Delayed

            self.__class__ = Delayed

    @property
    def _live(self) -> torch.Tensor:
        """What torch functions get; a Parameter gives its torch parameter."""
        return self._t

    def _set(self, value: torch.Tensor) -> None:
        """Replace the value."""
        self._t = value

    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _rewrapped(func(*_live(args), **_live(kwargs or {})))

    if not TYPE_CHECKING:  # to a type checker it would be every attribute

        def __getattr__(self, name: str) -> Any:
            absent_members.check("Tensor", name)
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    # What it is

    @property
    def shape(self) -> tuple[int, ...]:
        """The size of each axis."""
        return tuple(self._t.shape)

    @property
    def dtype(self) -> Number:
        """The data type, e.g. `float32`."""
        return torch_to_dtype(self._t.dtype)

    @property
    def size(self) -> int:
        """The number of elements."""
        return math.prod(self.shape)

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def itemsize(self) -> int:
        """Bytes of one element."""
        return self.dtype.itemsize

    @property
    def nbytes(self) -> int:
        """Bytes of all elements."""
        return self.size * self.itemsize

    @property
    def strides(self) -> tuple[int, ...]:
        """Bytes from one element to the next along each axis of a contiguous tensor of this shape."""
        return tuple(self.itemsize * math.prod(self.shape[axis + 1 :]) for axis in range(self.ndim))

    @property
    def device(self) -> str:
        """Where it is: ``'CPU'``, ``'GPU:0'`` …"""
        device = self._t.device
        if device.type in ("cpu", "meta"):
            return "CPU" if device.type == "cpu" else "meta"
        return f"{'GPU' if device.type == 'cuda' else device.type}:{device.index or 0}"

    @property
    def init(self) -> Any:
        """The initializer that `init_data()` will run, or None."""
        return None

    @property
    def symbolic_shape(self) -> list[Any] | None:
        """What the Symbols in its `shape` say; None without any."""
        return None

    @property
    def has_init(self) -> bool:
        """Whether `init_data()` is still to be called."""
        return self.init is not None

    @property
    def is_meta(self) -> bool:
        """Whether it has a shape and a dtype but no data."""
        return self._t.is_meta

    def data_ptr(self) -> int:
        """The address of the first element."""
        return self._t.data_ptr()

    def is_contiguous(self) -> bool:
        """Whether the elements lie in memory in order."""
        return self._t.is_contiguous()

    # Out of it and into it

    @staticmethod
    def from_numpy(array: Any) -> Tensor:
        """A Tensor that shares the memory of a C-contiguous numpy array, where tensors stand on the CPU.

        Raises:
            TypeError: `array` is anything else.
        """
        if not isinstance(array, np.ndarray):
            raise TypeError(f"For 'Tensor.from_numpy', 'array' must be a numpy.ndarray, but got {array!r}.")
        shared = arrays.from_numpy(np.require(array, requirements=("C", "W")))
        return wrap(shared.to(torch.get_default_device()))

    def asnumpy(self) -> np.ndarray[Any, Any]:
        """The values as a numpy array, which shares the memory of a tensor on the CPU.

        Its dtype for bfloat16 and float8, which numpy lacks, is that of ml_dtypes.
        """
        return arrays.to_numpy(self._t)

    numpy = asnumpy

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
        array = self.asnumpy()
        made = array if dtype is None else array.astype(dtype, copy=False)
        if copy is False and made is not array:
            raise ValueError(f"For 'Tensor.__array__', {self.dtype} as {np.dtype(dtype)} needs a copy.")
        return made.copy() if copy and made is array else made

    def item(self) -> Any:
        """The one element as a Python number. Raises ValueError if there are more or none."""
        if self._t.numel() != 1:
            raise ValueError(f"For 'Tensor.item', the tensor must have one element, but it has {self._t.numel()}.")
        return self._t.item()

    def tolist(self) -> Any:
        """The elements as nested lists; of a 0-d tensor the number."""
        return self._t.tolist()

    def init_data(self, slice_index: Any = None, shape: Any = None, opt_shard_group: Any = None) -> Tensor:
        """Run the initializer. Raises TypeError if the tensor has none."""
        raise TypeError("For 'Tensor.init_data', the tensor must have an 'init', but it is None.")

    def assign_value(self, value: Tensor) -> Tensor:
        """Take over the value, shape, dtype and memory of another tensor. Raises TypeError if it is none."""
        if not isinstance(value, Tensor):
            raise TypeError(f"For 'Tensor.assign_value', 'value' must be a Tensor, but got {value!r}.")
        self._set(value._t)
        return self

    assign_value_cpp = assign_value

    def set_(self, source: Tensor) -> Tensor:
        """Take over the memory of another tensor of the same dtype. Raises RuntimeError if that is another one."""
        if isinstance(source, Tensor) and source._t.dtype is not self._t.dtype:
            raise RuntimeError(f"For 'Tensor.set_', 'source' must be {self.dtype}, but it is {source.dtype}.")
        return self.assign_value(source)

    def register_hook(self, hook: Callable[[Tensor], Any]) -> Any:
        """Call `hook` with the gradient by this tensor; what it returns takes the gradient's place.

        Returns a handle whose `remove()` ends it. Raises TypeError if `hook` is no function.
        """
        if not callable(hook):
            raise TypeError(f"For 'Tensor.register_hook', 'hook' must be a function, but got {hook!r}.")
        return self._live.register_hook(lambda grad: _live(hook(wrap(stored(grad)))))  # type: ignore[no-untyped-call]

    def set_dtype(self, dtype: Type) -> Type:
        """Cast this tensor itself; returns the dtype."""
        self._set(cast(self._t, dtype_to_torch(dtype)))
        return dtype

    def __deepcopy__(self, memo: dict[int, Any]) -> Tensor:
        # MindSpore's copy would share the memory; Python promises that it does not.
        return wrap(copy.deepcopy(self._t, memo) if self._t.is_leaf else self._t.detach().clone())

    def __copy__(self) -> Tensor:
        """A tensor with a memory of its own that carries the same attributes."""
        copied = wrap(self._t.detach().clone())
        copied.__class__ = type(self)
        copied.__dict__.update(self.__dict__)
        return copied

    def __reduce__(self) -> tuple[Any, ...]:
        return pickles.reduced(self)

    def __setstate__(self, state: dict[str, Any]) -> None:
        value = state.pop("value", None)
        if value is not None:  # MindSpore pickled it
            self._t = from_data(value[0])
        self.__dict__.update(state)

    @property
    def data(self) -> Tensor:
        """A tensor over the same memory."""
        return wrap(self._t.detach())

    @data.setter
    def data(self, value: Tensor) -> None:
        self.assign_value(value)

    @property
    def H(self) -> Tensor:
        """A matrix, transposed and conjugated. Raises ValueError if it has another number of axes."""
        if self.ndim != 2:
            raise ValueError(f"For 'Tensor.H', the tensor must be a matrix, but its shape is {self.shape}.")
        return wrap(self._t.mH)

    @property
    def mH(self) -> Tensor:
        """The last two axes swapped, conjugated."""
        return wrap(self._matrices("mH").mH)

    @property
    def mT(self) -> Tensor:
        """The last two axes swapped."""
        return wrap(self._matrices("mT").mT)

    def _matrices(self, name: str) -> torch.Tensor:
        if self.ndim < 2:
            raise ValueError(f"For 'Tensor.{name}', the tensor must have two axes or more, but got {self.shape}.")
        return self._t

    @property
    def T(self) -> Tensor:
        """The tensor with its axes in reverse order."""
        return self if self.ndim < 2 else wrap(self._t.permute(tuple(range(self.ndim))[::-1]))

    def contiguous(self) -> Tensor:
        """The tensor itself if it is contiguous, else a contiguous copy."""
        return self if self._t.is_contiguous() else wrap(self._t.contiguous())

    # As a Python value

    def __bool__(self) -> bool:
        return bool(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __float__(self) -> float:
        return float(self.item())

    def __index__(self) -> int:
        if self._t.numel() != 1 or self._t.is_floating_point() or self._t.is_complex():
            raise ValueError("Only an integer tensor of one element can be an index.")
        return int(self._t.item())

    def __len__(self) -> int:
        if not self._t.ndim:
            raise TypeError("A 0-d tensor has no len().")
        return self._t.shape[0]

    def __iter__(self) -> Iterator[Tensor]:
        if not self._t.ndim:
            raise TypeError("A 0-d tensor can not be iterated over.")
        return map(wrap, pieces.unbind(self._t))

    def __contains__(self, element: object) -> bool:
        return isinstance(element, (Tensor, int, float)) and bool((self == element).any())

    def __getitem__(self, index: Any) -> Tensor:
        plain = indexing.is_plain(index)
        return wrap(indexing.getitem(self._t, index if plain else _unwrapped(index), plain))

    def __setitem__(self, index: Any, value: Any) -> None:
        plain = indexing.is_plain(index)
        index = index if plain else _unwrapped(index)
        indexing.setitem(writable(self._t, index if plain else ...), index, _unwrapped(value))

    def __repr__(self) -> str:
        return printing.tensor_repr(self._printed(), str(self.dtype))

    def __str__(self) -> str:
        return printing.tensor_str(self._printed(), str(self.dtype))

    def _printed(self) -> np.ndarray[Any, Any]:
        return arrays.to_numpy(self._t.float() if printing.is_narrow(str(self.dtype)) else self._t)

    # Operators. MindSpore's augmented assignments compute a new tensor, as Python's do by themselves.

    __add__ = __radd__ = operators.binary("__add__", torch.add, lists=True)
    __sub__ = operators.binary("__sub__", torch.sub, lists=True)
    __rsub__ = operators.binary("__rsub__", torch.sub, reflected=True, lists=True)
    __mul__ = __rmul__ = operators.binary("__mul__", torch.mul, arithmetic.promote_weakly)
    __truediv__ = operators.binary("__truediv__", torch.div, arithmetic.promote_weakly)
    __rtruediv__ = operators.binary("__rtruediv__", arithmetic.divide_into)
    __floordiv__ = operators.binary("__floordiv__", arithmetic.floor_divide, lists=True)
    __rfloordiv__ = operators.binary("__rfloordiv__", arithmetic.floor_divide, reflected=True, lists=True)
    __mod__ = operators.binary("__mod__", torch.remainder)
    __rmod__ = operators.binary("__rmod__", torch.remainder, reflected=True)
    __pow__ = __ipow__ = operators.binary("__pow__", torch.pow)  # torch.compile finds no `**=` by itself
    __rpow__ = operators.binary("__rpow__", torch.pow, reflected=True, lists=True)
    __matmul__ = operators.binary("__matmul__", arithmetic.matmul, arithmetic.refuse)
    __rmatmul__ = operators.binary("__rmatmul__", arithmetic.matmul, arithmetic.refuse, reflected=True)
    __and__ = operators.binary("__and__", torch.bitwise_and)
    __or__ = operators.binary("__or__", torch.bitwise_or)
    __xor__ = operators.binary("__xor__", torch.bitwise_xor)
    __lt__ = operators.binary("__lt__", torch.lt, number=arithmetic.bound)
    __le__ = operators.binary("__le__", torch.le)
    __gt__ = operators.binary("__gt__", torch.gt)
    __ge__ = operators.binary("__ge__", torch.ge)
    __eq__ = operators.comparison("__eq__", torch.eq, unlike=False)  # type: ignore[assignment]
    __ne__ = operators.comparison("__ne__", torch.ne, unlike=True)  # type: ignore[assignment]
    __neg__ = operators.unary("__neg__", torch.neg)
    __abs__ = operators.unary("__abs__", arithmetic.absolute)
    __invert__ = operators.unary("__invert__", torch.logical_not)
    __round__ = operators.unary("__round__", torch.round)

    def __hash__(self) -> int:
        return hash(id(self))

    def __pos__(self) -> Tensor:
        return self
