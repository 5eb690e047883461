"""`Delayed`: a Tensor whose initializer is still to run. Source: mindspore.Tensor of 2.10."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import torch

from msshim._src.tensor import printing
from msshim._src.tensor.dtype import Number, Type, dtype_to_torch, torch_to_dtype
from msshim._src.tensor.tensor import Tensor


class Delayed(Tensor):
    """A Tensor without data: it has a shape and a dtype, and becomes a plain Tensor by `init_data()`."""

    __slots__ = ()
    _has_data: ClassVar[bool] = False

    @property
    def _t(self) -> torch.Tensor:  # type: ignore[override]
        raise RuntimeError(f"The tensor of shape {self.shape} has no data yet: call its init_data() first.")

    @property
    def shape(self) -> tuple[int, ...]:
        """The size of each axis."""
        return tuple(self._delayed[1].shape)

    @property
    def dtype(self) -> Number:
        """The data type."""
        return torch_to_dtype(self._delayed[1].dtype)

    @property
    def init(self) -> Any:
        """The initializer that `init_data()` will run."""
        return self._delayed[0]

    def init_data(self, slice_index: Any = None, shape: Any = None, opt_shard_group: Any = None) -> Tensor:
        """Run the initializer, for `shape` if given, and return this tensor, which has its data from now on."""
        init, like = self._delayed
        if not hasattr(init, "materialize"):
            raise TypeError(
                f"For 'Tensor', the 'init' must be an Initializer, but got {init!r}; `initializer` makes one."
            )
        t = init.materialize(self.shape if shape is None else tuple(shape), like.dtype)
        self.__class__ = Tensor  # type: ignore[assignment]
        del self._delayed
        self._set(t)
        return self

    def set_dtype(self, dtype: Type) -> Type:
        """Give the data that is to come another dtype; returns it."""
        init, like = self._delayed
        self._delayed = (init, like.to(dtype_to_torch(dtype)))
        return dtype

    def __deepcopy__(self, memo: dict[int, Any]) -> Tensor:
        return Tensor(shape=self.shape, dtype=self.dtype, init=self.init)

    def __reduce__(self) -> tuple[Any, ...]:
        return Tensor, (None, self.dtype, self.shape, self.init)

    def asnumpy(self) -> np.ndarray[Any, Any]:
        """The values, initialised now."""
        return self.init_data().asnumpy()

    def __repr__(self) -> str:
        return repr(Tensor(shape=self.shape, dtype=self.dtype))

    def __str__(self) -> str:
        return printing.enclosed(self.shape, str(self.dtype), "<uninitialized>")


class Unsized(Tensor):
    """A Tensor that only says what is to come: a dtype, and sizes, -1 where one is free and -2 for any number."""

    __slots__ = ()
    _has_data: ClassVar[bool] = False
    size = nbytes = 0  # type: ignore[assignment]
    is_meta = False  # type: ignore[assignment]
    device = "CPU"  # type: ignore[assignment]

    @property
    def _t(self) -> torch.Tensor:  # type: ignore[override]
        raise ValueError(f"The tensor of shape {self.shape} has no data, since not all of its sizes are known.")

    @property
    def shape(self) -> tuple[int, ...]:
        """The size of each axis, -1 where it is unknown; (-2,) for any number of axes."""
        sizes: tuple[int, ...] = self._delayed[0][0]
        return sizes

    @property
    def symbolic_shape(self) -> list[Any] | None:
        """What the Symbols in its `shape` say; None without any."""
        said: list[Any] | None = self._delayed[0][1]
        return said

    @property
    def dtype(self) -> Number:
        """The data type."""
        return torch_to_dtype(self._delayed[1].dtype)

    def contiguous(self) -> Tensor:
        """The tensor itself."""
        return self

    value = contiguous
    data = property(contiguous)  # type: ignore[assignment]

    def dim(self) -> int:
        """The number of axes; 1 where any number will do."""
        return self.ndim

    def numel(self) -> int:
        """0: there are no elements."""
        return 0

    def tolist(self) -> list[Any]:
        """An empty list: there are no elements."""
        return []

    def is_contiguous(self) -> bool:
        """True, as of any tensor without elements."""
        return True

    def set_dtype(self, dtype: Type) -> Type:
        """Say that another dtype will come; returns it."""
        self._delayed = (self._delayed[0], self._delayed[1].to(dtype_to_torch(dtype)))
        return dtype

    def astype(self, dtype: Type, copy: bool = True) -> Tensor:
        """One of the same sizes and another dtype."""
        other = self.__deepcopy__({})
        other.set_dtype(dtype)
        return other

    def __deepcopy__(self, memo: dict[int, Any]) -> Tensor:
        copied = Tensor(shape=None, dtype=self.dtype)
        copied._delayed = self._delayed
        return copied

    def __repr__(self) -> str:
        return printing.enclosed(self.shape, str(self.dtype), "" if len(self.shape) > 1 else " ")
