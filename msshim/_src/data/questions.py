"""What can be asked of a pipeline. Source: mindspore.dataset.engine.datasets of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.data import failures
from msshim._src.data.parallel import alone
from msshim._src.tensor import absent_members


def _shape(value: Any) -> list[Any]:
    return [0] if isinstance(value, dict) else list(np.shape(value))


class Questions:
    """A pipeline's answers; `children` are the pipelines before its step."""

    children: list[Any]
    dataset_size: int | None = None
    """How many rows there are, once that was asked."""
    _indexs: Any = ()
    _batch_size: int | None = None
    _init_step: int | None = None

    def __getattr__(self, name: str) -> Any:
        absent_members.check("dataset.Dataset", name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def _columns(self) -> list[str]:
        raise NotImplementedError

    def _size(self) -> int:
        raise NotImplementedError

    def _start(self) -> Any:
        raise NotImplementedError

    # Of the whole

    def get_dataset_size(self) -> int:
        """How many rows an epoch has."""
        if self.dataset_size is None:
            self.dataset_size = self._size()
        return self.dataset_size

    def get_col_names(self) -> list[str]:
        """The names of the columns."""
        return self._columns()

    def get_batch_size(self) -> int:
        """How many rows a batch has; 1 without batches; of several pipelines the last one answers."""
        return self._batch_rows() if self._batch_size is None else self._batch_size

    def copy_batch_size(self, value: int) -> None:
        """What `get_batch_size` answers from now on."""
        self._batch_size = value

    def _batch_rows(self) -> int:
        return int(self.children[-1].get_batch_size()) if self.children else 1

    def get_repeat_count(self) -> int:
        """How often the rows come in an epoch; of several pipelines the last one answers."""
        return int(self.children[-1].get_repeat_count()) if self.children else 1

    def num_classes(self) -> int | None:
        """How many classes the labels have, where the source knows."""
        return self.children[0].num_classes() if self.children else None

    def get_class_indexing(self) -> dict[str, Any]:
        """The numbers of the labels by their names, where the source knows; else it is empty."""
        return self.children[0].get_class_indexing() if self.children else {}

    def is_shuffled(self) -> bool:
        """Whether a step shuffles rows."""
        return any(child.is_shuffled() for child in self.children)

    def is_sharded(self) -> bool:
        """Whether only a part of the source's rows comes."""
        return any(child.is_sharded() for child in self.children)

    def get_init_step(self) -> int:
        """What `set_init_step` kept for this step, or for the one before it; 0 unless that was called."""
        if self._init_step is not None:
            return self._init_step
        return int(self.children[0].get_init_step()) if len(self.children) == 1 else 0

    def set_init_step(self, init_step: int) -> None:
        """How many rows, of all epochs, a new iterator leaves out."""
        self._init_step = init_step

    @property
    def input_indexs(self) -> Any:
        """What a program keeps here about the inputs of its network; a step answers for those before it."""
        return self._indexs or (self.children[0].input_indexs if self.children else ())

    @input_indexs.setter
    def input_indexs(self, value: Any) -> None:
        self._indexs = value

    # Of the rows

    def output_shapes(self, estimate: bool = False) -> list[list[Any]]:
        """The shape of each column, as the first row shows it, if there is one.

        With `estimate` all rows do, and None is a size that changes.

        Raises:
            TypeError: `estimate` is no bool.
            RuntimeError: Rows of one column have different numbers of axes; or there is none to estimate from.
        """
        if not isinstance(estimate, bool):
            raise TypeError(f"The 'estimate' must be a bool, but got {estimate!r}.")
        if not estimate:
            return [_shape(value) for value in self._first()]
        found: list[list[Any]] = []
        with alone():
            start = self._start()
        for row in failures.rows(start()):
            shapes = [_shape(value) for value in row]
            found = found or shapes
            for place, (known, shape) in enumerate(zip(found, shapes, strict=True)):
                if len(known) != len(shape):
                    raise RuntimeError(f"The rows of column {place} must have one number of axes: {known} and {shape}.")
                found[place] = [one if one == other else None for one, other in zip(known, shape, strict=True)]
        if not found:
            raise RuntimeError("The dataset must have a row to estimate shapes from, but has none.")
        return found

    def output_types(self) -> list[np.dtype[Any]]:
        """The dtype of each column, as the first row shows it; of texts and bytes without a length."""
        found = [np.asarray(value).dtype for value in self._first()]
        return [np.dtype(dtype.kind) if dtype.kind in "SU" else dtype for dtype in found]

    def _first(self) -> tuple[Any, ...]:
        with alone():
            start = self._start()
        return next(failures.rows(start()), ())  # type: ignore[no-any-return]

    def reset(self) -> None:
        """Begin anew; a new iterator does that anyway."""

    # Of steps that wait

    def get_sync_notifiers(self) -> dict[str, Callable[[Any], None]]:
        """For each name that a step waits for, what `sync_update` calls."""
        return {name: call for child in self.children for name, call in child.get_sync_notifiers().items()}

    def is_sync(self) -> bool:
        """Whether a step waits."""
        return any(child.is_sync() for child in self.children)

    def disable_sync(self) -> Any:
        """End all waiting. Nothing here: a row is made when it is asked for, and never ahead of an update."""
        return self.children[0].disable_sync() if self.children else {}

    def sync_update(self, condition_name: str, num_batch: int | None = None, data: Any = None) -> None:
        """Let the step that waits under this name go on: its callback gets `data`.

        Raises:
            TypeError: `condition_name` is no str.
            RuntimeError: No step waits under it, or `num_batch` is no positive int.
        """
        if num_batch is not None and not (isinstance(num_batch, int) and num_batch > 0):
            raise RuntimeError(f"The 'num_batch' of sync_update must be a positive int or None, but got {num_batch!r}.")
        if not isinstance(condition_name, str):
            raise TypeError(f"The 'condition_name' must be a str, but got {condition_name!r}.")
        waiting = self.get_sync_notifiers()
        if condition_name not in waiting:
            raise RuntimeError(f"The 'condition_name' must be one of {list(waiting)}, but got {condition_name!r}.")
        waiting[condition_name](data)
