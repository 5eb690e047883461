"""Datasets of values that Python has. Source: mindspore.dataset.engine.datasets_user_defined of 2.10."""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from msshim._src.data import config, failures, samplers
from msshim._src.data.arguments import names
from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.batches import stacked
from msshim._src.data.failures import Refused
from msshim._src.data.maps import check_max_rowsize
from msshim._src.data.parallel import HERE, PROCESSES, Crew
from msshim._src.data.rows import Row, row
from msshim._src.data.sampler_base import Order, Sampler
from msshim._src.data.transforms.checks import as_nptype, typed
from msshim._src.data.weighted import PKSampler


class MappableDataset(Dataset):
    """The base of sources whose items have numbers.

    Args:
        num_parallel_workers: No effect.
        sampler: Which items come, in which order: a Sampler, or an iterable of ints.
        num_samples: How many come at most.
        shuffle: Whether they come in random order; None does what the source does without it.
        num_shards, shard_id: How many parts there are, and which one comes.
        cache: Not supported.
    """

    def __init__(
        self,
        num_parallel_workers: int | None = None,
        sampler: Any = None,
        num_samples: int | None = None,
        shuffle: bool | None = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
        cache: Any = None,
    ) -> None:
        super().__init__(None, num_parallel_workers, cache)
        if shuffle is not None and not isinstance(shuffle, bool):
            raise TypeError(f"The 'shuffle' must be a bool, but got {shuffle!r} of type {type(shuffle).__name__}.")
        self.sampler: Any = samplers.select(num_samples, sampler, shuffle, num_shards, shard_id)

    def add_sampler(self, new_sampler: Any) -> None:
        """Let `new_sampler` pick from what the sampler gives."""
        new_sampler.add_child(self.sampler)
        self.sampler, self.dataset_size = new_sampler, None

    def use_sampler(self, new_sampler: Any) -> None:
        """Another sampler in place of the last one. Raises TypeError for anything but a Sampler."""
        if not isinstance(new_sampler, Sampler):
            raise TypeError(f"The 'new_sampler' must be a Sampler, but got {new_sampler!r}.")
        child = getattr(self.sampler, "child_sampler", None)
        if child is not None:
            new_sampler.add_child(child)  # type: ignore[attr-defined]
        self.sampler, self.dataset_size = new_sampler, None

    def is_shuffled(self) -> bool:
        """Whether the sampler says so."""
        return bool(self.sampler.is_shuffled())

    def is_sharded(self) -> bool:
        """Whether the sampler says so."""
        return bool(self.sampler.is_sharded())

    def _part(self, start: int, count: int, randomize: bool) -> Dataset:
        if randomize:
            shuffled = samplers.RandomSampler()
            shuffled.reshuffle_each_epoch = False
            self.add_sampler(shuffled)
        self.add_sampler(samplers.SequentialSampler(start, count))
        self.add_sampler(samplers.SequentialSampler())  # the one that `use_sampler` takes away
        return self

    def _length(self) -> int:
        raise NotImplementedError

    def _item(self, index: int) -> Row:
        raise NotImplementedError

    def _order(self) -> Order:
        return self.sampler.start()  # type: ignore[no-any-return]

    def _size(self) -> int:
        self._order()  # what is wrong with the sampler, MindSpore says here
        return int(self.sampler.count(self._length()))

    def _start(self) -> Epochs:
        order = self._order()
        return lambda: (self._item(i) for i in order(self._length()))


class GeneratorDataset(MappableDataset):
    """Rows from Python: a function that yields them, an iterable, or an object with `__getitem__` and `__len__`.

    Args:
        source: Where they come from; rows are tuples, or the value of the one column.
        column_names: The columns' names.
        column_types: Their dtypes; as they come, unless said.
        schema: Not supported.
        num_samples: How many come at most.
        num_parallel_workers: How many processes make rows.
        shuffle: Whether they come in random order. Without it those of an object with `__getitem__` do.
        sampler: Which items come, in which order.
        num_shards, shard_id: How many parts there are, and which one comes.
        python_multiprocessing: Whether processes make rows, where there are several workers and the source has numbers.
        max_rowsize: No effect: no memory is set aside for rows, which may have any size.
        batch_sampler: An iterable of lists of numbers; each list is a row of stacked items.
        collate_fn: A function of the lists of a batch's columns, in place of stacking.

    Raises:
        TypeError: `source` is nothing of the above.
        ValueError: Neither `column_names` nor `schema` is given; or a sampler or a part is asked of a source without
            `__getitem__`. (`shuffle` has no effect there.)
    """

    def __init__(
        self,
        source: Any,
        column_names: Any = None,
        column_types: Any = None,
        schema: Any = None,
        num_samples: int | None = None,
        num_parallel_workers: int | None = 1,
        shuffle: bool | None = None,
        sampler: Any = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
        python_multiprocessing: bool = True,
        max_rowsize: int | None = None,
        batch_sampler: Any = None,
        collate_fn: Callable[..., Any] | None = None,
    ) -> None:
        if not callable(source) and not hasattr(source, "__iter__") and not hasattr(source, "__getitem__"):
            raise TypeError(f"The 'source' must be a function, an iterable, or have __getitem__, but got {source!r}.")
        if schema is not None:
            raise NotImplementedError("A 'schema' is not in msshim; give 'column_names' and 'column_types'.")
        if column_names is None:
            raise ValueError("The 'column_names' or a 'schema' must be given, but neither is.")
        random_access = hasattr(source, "__getitem__") and hasattr(source, "__len__")
        if not random_access and (sampler is not None or num_shards is not None):
            raise ValueError("A 'sampler' and 'num_shards' need a 'source' with __getitem__ and __len__.")
        if isinstance(sampler, PKSampler):
            raise ValueError("GeneratorDataset does not take a PKSampler.")
        if batch_sampler is not None and (sampler is not None or num_samples is not None or shuffle is not None):
            raise ValueError("Where a 'batch_sampler' is given, 'sampler', 'num_samples' and 'shuffle' must not be.")
        super().__init__(num_parallel_workers, sampler, num_samples, shuffle, num_shards, shard_id)
        typed("python_multiprocessing", python_multiprocessing, bool)
        check_max_rowsize(max_rowsize)
        self._processes = python_multiprocessing and (num_parallel_workers or config.workers()) > 1
        # A generator can be run through once only, but each epoch starts anew.
        self.source = list(source) if inspect.isgenerator(source) or isinstance(source, (zip, map, filter)) else source
        self._random_access, self._limit = random_access, num_samples
        self.source_len = len(source) if random_access else -1
        self.column_names, self.batch_sampler, self.collate_fn = (
            names("column_names", column_names),
            batch_sampler,
            collate_fn,
        )
        types = column_types if isinstance(column_types, (list, tuple)) or column_types is None else [column_types]
        self._types = None if types is None else [as_nptype("column_types", one) for one in types]

    _numbers: Any = None  # of the items, once one was asked for by its number

    def _columns(self) -> list[str]:
        return self.column_names

    def _length(self) -> int:
        return len(self.source)

    def _item(self, index: int) -> Row:
        return self._row(self.source[index])

    def _row(self, values: Any) -> Row:
        found = row(values)
        if len(found) != len(self.column_names):
            raise Refused(
                f"The 'source' gave {len(found)} columns, but the 'column_names' are {self.column_names}.",
                of_program=True,
            )
        if self._types is None:
            return found
        for name, value, dtype in zip(self.column_names, found, self._types, strict=True):
            if value.dtype != dtype:
                raise Refused(
                    f"The column {name!r} must be {dtype}, as 'column_types' say, but is {value.dtype}.",
                    of_program=True,
                )
        return found

    def _part(self, start: int, count: int, randomize: bool) -> Dataset:
        return (
            super()._part(start, count, randomize)
            if self._random_access
            else Dataset._part(self, start, count, randomize)
        )

    def _batch_rows(self) -> int:
        return 1 if self.batch_sampler is None else -1

    def _size(self) -> int:
        if self.batch_sampler is not None:
            return len(self.batch_sampler)
        if self._random_access:
            return super()._size()
        if hasattr(self.source, "__len__"):
            return min(len(self.source), self._limit or len(self.source))
        return sum(1 for _ in failures.rows(self._sequence()))

    def _start(self) -> Epochs:
        if self.batch_sampler is None and not self._random_access:
            return self._sequence
        by = PROCESSES if self._processes else HERE
        if self.batch_sampler is None and by == HERE:
            return super()._start()
        crew = Crew(partial(_function, self), self.num_parallel_workers or config.workers(), by)

        def items(numbers: Iterable[int]) -> Iterator[Row]:
            crew.first_turn()
            return (result() for _, result in crew.results(((one,) for one in numbers), [0]))

        if self.batch_sampler is None:
            order = self.sampler.start()
            return lambda: items(order(self._length()))

        def batches() -> Iterator[Row]:
            lengths: deque[int] = deque()

            def numbers() -> Iterator[int]:
                for indices in filter(None, map(list, self.batch_sampler)):
                    lengths.append(len(indices))
                    yield from indices

            found = items(numbers())
            return (self._batch([one, *islice(found, lengths.popleft() - 1)]) for one in found)

        return batches

    def _sequence(self) -> Iterator[Row]:
        for i, values in enumerate(self.source() if callable(self.source) else self.source):
            if self._limit and i == self._limit:
                return
            yield self._row(values)

    def _batch(self, rows: list[Row]) -> Row:
        columns = [list(column) for column in zip(*rows, strict=True)]
        made = columns if self.collate_fn is None else self.collate_fn(*columns)
        return tuple(stacked(column) for column in (made if isinstance(made, (tuple, list)) else [made]))

    def __getitem__(self, index: Any) -> Any:
        """The item that the sampler gives as number `index`, as the source has it.

        Raises:
            TypeError: `index` is no int.
            RuntimeError: There is no such item, or the source has no numbers.
        """
        if not isinstance(index, np.number):
            typed("index", index, int)
        if not self._random_access or self.batch_sampler is not None:
            raise RuntimeError("The 'source' must have __getitem__ and no 'batch_sampler', to be asked for one item.")
        if self._numbers is None:
            self._numbers = self.sampler.start()(self._length())
        if not 0 <= index < len(self._numbers):
            raise RuntimeError(f"The 'index' must be in [0, {len(self._numbers)}), but got {index}.")
        return self.source[self._numbers[int(index)]]


def _function(dataset: GeneratorDataset, worker: int) -> Callable[[int], Row]:
    return dataset._item


class NumpySlicesDataset(GeneratorDataset):
    """The items of arrays or lists, one by one.

    Args:
        data: A list or array, a tuple of them with a column each, or a dict of them by the columns' names.
        column_names: The columns' names; a dict's own, else ``column_0`` and so on.
        num_samples: How many come at most.
        num_parallel_workers: No effect.
        shuffle: Whether they come in random order; None does.
        sampler: Which items come, in which order.
        num_shards, shard_id: How many parts there are, and which one comes.

    Raises:
        TypeError: `data` is nothing of the above.
        ValueError: The columns do not have one length.
    """

    def __init__(
        self,
        data: Any,
        column_names: Any = None,
        num_samples: int | None = None,
        num_parallel_workers: int | None = 1,
        shuffle: bool | None = None,
        sampler: Any = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
    ) -> None:
        if not isinstance(data, (list, tuple, dict, np.ndarray)):
            raise TypeError(f"The 'data' must be a list, tuple, dict or array, but got {type(data).__name__}.")
        if isinstance(data, dict):
            columns, own = list(data.values()), list(data)
        else:
            columns = list(data) if isinstance(data, tuple) else [data]
            own = [f"column_{i}" for i in range(len(columns))]
        for column in columns:
            if not isinstance(column, (list, np.ndarray)):
                raise TypeError(f"The columns of 'data' must be lists or arrays, but one is {column!r}.")
        if not columns or not len(columns[0]):
            raise ValueError("The 'data' must not be empty.")
        given = own if column_names is None else names("column_names", column_names)
        if len(given) != len(columns):
            raise ValueError(
                f"The 'data' has {len(columns)} columns, but there are {len(given)} 'column_names': {given}."
            )
        if len({len(column) for column in columns}) > 1:
            raise ValueError(f"The columns of 'data' must have one length, but got {[len(one) for one in columns]}.")
        super().__init__(
            _Slices(columns), given, num_samples=num_samples, num_parallel_workers=num_parallel_workers,
            shuffle=shuffle, sampler=sampler, num_shards=num_shards, shard_id=shard_id,
        )  # fmt: skip


class PaddedDataset(GeneratorDataset):
    """Rows that fill up another dataset, with which `concat` puts them together.

    Args:
        padded_samples: The rows, as dicts of their columns.

    Raises:
        TypeError: It is no list of dicts.
        ValueError: It, or its first row, is empty.
    """

    def __init__(self, padded_samples: list[dict[str, Any]]) -> None:
        if not padded_samples:
            raise ValueError("The 'padded_samples' must not be empty.")
        typed("padded_samples", padded_samples, list)
        typed("padded_samples[0]", padded_samples[0], dict)
        columns = list(padded_samples[0])
        if not columns:
            raise ValueError("The rows of 'padded_samples' must have columns.")
        self.padded_samples = padded_samples
        super().__init__(_Samples(padded_samples, columns), columns, shuffle=False)


class _Samples:
    """Rows that are dicts, by number."""

    def __init__(self, samples: list[dict[str, Any]], columns: list[str]) -> None:
        self._samples, self._columns = samples, columns

    def __getitem__(self, index: int) -> Row:
        return tuple(self._samples[index][name] for name in self._columns)

    def __len__(self) -> int:
        return len(self._samples)


class _Slices:
    """The items of several columns, by number."""

    def __init__(self, columns: list[Any]) -> None:
        self._columns = columns

    def __getitem__(self, index: int) -> Row:
        return tuple(column[index] for column in self._columns)

    def __len__(self) -> int:
        return len(self._columns[0])
