"""`DataLoader`: torch's, with MindSpore's Tensors, samplers, seeds and errors. Source: MindSpore 2.10."""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
from collections.abc import Callable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import torch.utils.data

from msshim._src.data.loader.collate import default_collate, default_convert
from msshim._src.data.loader.datasets import IterableDataset
from msshim._src.data.loader.samplers import BatchSampler, RandomSampler, SequentialSampler, check_count, check_type
from msshim._src.runtime import random
from msshim._src.tensor.tensor import Tensor, wrap

T = TypeVar("T", covariant=True)


class WorkerInfo(NamedTuple):
    """What a process of a DataLoader knows of itself.

    id: its number, from 0. num_workers: how many there are. seed: its seed. dataset: its copy of the dataset.
    """

    id: int
    num_workers: int
    seed: int
    dataset: Any


_info: WorkerInfo | None = None


def get_worker_info() -> WorkerInfo | None:
    """What a process of a DataLoader knows of itself; None in the program's own."""
    return _info


class DataLoader(Generic[T]):
    """Batches of a dataset; each `for` over it is one epoch.

    Args:
        dataset: What has `__getitem__`, or is an IterableDataset.
        batch_size: How many items a batch has; with None items come one by one.
        shuffle: Whether they come in random order.
        sampler: Their numbers, in place of `shuffle`.
        batch_sampler: Lists of numbers, in place of `batch_size`, `shuffle`, `sampler` and `drop_last`.
        num_workers: How many processes make batches; 0 for this one.
        collate_fn: What makes a batch of a list of items; `default_collate`, or `default_convert` of one item.
        pin_memory: No effect.
        drop_last: Whether the last batch goes where it is smaller.
        timeout: For how many seconds a batch is waited for; 0 without an end.
        worker_init_fn: What each process calls first, with its number.
        multiprocessing_context: How processes are started.
        generator: numpy's Generator of orders and seeds.
        prefetch_factor: How many batches each process makes ahead; 2, unless said.
        persistent_workers: Whether processes go on from one epoch to the next.
        in_order: Whether batches come in order where processes make them.

    Raises:
        TypeError, ValueError: An argument is none of these, or two exclude each other.
        NotImplementedError: The dataset has no `__getitem__`.
        RuntimeError: A process fails, or ends; its traceback is in the message.
    """

    def __init__(
        self,
        dataset: Any,
        batch_size: int | None = 1,
        shuffle: bool | None = None,
        sampler: Any = None,
        batch_sampler: Any = None,
        num_workers: int = 0,
        collate_fn: Callable[..., Any] | None = None,
        pin_memory: bool = False,
        drop_last: bool = False,
        timeout: float = 0.0,
        worker_init_fn: Callable[[int], None] | None = None,
        multiprocessing_context: Any = None,
        generator: np.random.Generator | None = None,
        *,
        prefetch_factor: int | None = None,
        persistent_workers: bool = False,
        in_order: bool = True,
    ) -> None:
        iterable = isinstance(dataset, IterableDataset)
        _check_dataset(dataset, iterable, shuffle, sampler, batch_sampler)
        if batch_size is not None:
            check_count("batch_size", batch_size)
        _check_order(batch_size, shuffle, sampler, batch_sampler, drop_last)
        _check_processes(num_workers, timeout, multiprocessing_context, prefetch_factor, persistent_workers)
        check_type("pin_memory", pin_memory, bool)
        check_type("in_order", in_order, bool)
        if generator is not None:
            check_type("generator", generator, np.random.Generator)
        self.dataset, self.num_workers, self.collate_fn, self.pin_memory = dataset, num_workers, collate_fn, pin_memory
        self.timeout, self.worker_init_fn, self.in_order = timeout, worker_init_fn, in_order
        self.persistent_workers = persistent_workers
        self.generator = np.random.default_rng() if generator is None else generator
        if sampler is None and not iterable:
            sampler = RandomSampler(dataset, generator=self.generator) if shuffle else SequentialSampler(dataset)
        self.sampler = sampler
        if batch_sampler is not None:
            batch_size, drop_last = None, False
        elif batch_size is not None and not iterable:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.batch_size, self.drop_last, self.batch_sampler = batch_size, drop_last, batch_sampler
        self.auto_collation = batch_size is not None or batch_sampler is not None
        self.index_sampler = sampler if batch_sampler is None else batch_sampler
        self.dataset_type = "IterableDataset" if iterable else "MapDataset"
        self.multiprocessing_context = multiprocessing_context
        self.prefetch_factor = 2 if prefetch_factor is None and num_workers else prefetch_factor
        self._kept: Any = None

    def _torch(self) -> Any:
        """torch's loader for one epoch, or for all where processes go on."""
        collate = self.collate_fn or (default_collate if self.auto_collation else default_convert)
        options: dict[str, Any] = {"collate_fn": collate, "generator": torch.Generator()}
        if isinstance(self.dataset, IterableDataset):
            options |= {"batch_size": self.batch_size, "drop_last": self.drop_last}
        elif self.batch_sampler is not None:
            options |= {"batch_sampler": self.batch_sampler}
        else:
            options |= {"batch_size": None, "sampler": self.sampler}
        if self.num_workers:
            seed = int(self.generator.integers(0, 2**63, dtype=np.int64))
            options |= {
                "collate_fn": _Sending(collate),
                "num_workers": self.num_workers,
                "timeout": self.timeout,
                "worker_init_fn": _Beginning(seed, self.num_workers, self.dataset, self.worker_init_fn),
                "multiprocessing_context": self.multiprocessing_context,
                "prefetch_factor": self.prefetch_factor,
                "persistent_workers": self.persistent_workers,
                "in_order": self.in_order,
            }
        return torch.utils.data.DataLoader(self.dataset, **options)

    def __iter__(self) -> Iterator[Any]:
        if not self.persistent_workers:
            return _Batches(self._torch(), self._length)
        self._kept = self._kept or self._torch()
        return _Batches(self._kept, self._length)

    def _length(self) -> int:
        return len(self.index_sampler)

    def __len__(self) -> int:
        if not isinstance(self.dataset, IterableDataset):
            return self._length()
        size = len(self.dataset)  # type: ignore[arg-type]
        if self.batch_size is None:
            return size
        return size // self.batch_size if self.drop_last else -(-size // self.batch_size)


class _Batches:
    """The batches of one epoch. What fails in a process is a RuntimeError."""

    def __init__(self, loader: Any, length: Callable[[], int]) -> None:
        self._rows, self._sent, self._length = iter(loader), bool(loader.num_workers), length

    def __iter__(self) -> Iterator[Any]:
        return self

    def __len__(self) -> int:
        return self._length()

    def __next__(self) -> Any:
        if not self._sent:
            return next(self._rows)
        try:
            return _received(next(self._rows))
        except (StopIteration, RuntimeError):
            raise
        except Exception as error:
            raise RuntimeError(str(error)) from None


class _Beginning:
    """What a process does first: its seeds are MindSpore's."""

    def __init__(self, seed: int, count: int, dataset: Any, function: Callable[[int], None] | None) -> None:
        self._seed, self._count, self._dataset, self._function = seed, count, dataset, function

    def __call__(self, number: int) -> None:
        global _info
        seed = self._seed + number
        random.set_seed(seed & 0xFFFFFFFF)
        torch.manual_seed(seed)
        entropy = [number, self._seed & 0xFFFFFFFF, self._seed >> 32, 0]
        np.random.seed(np.random.SeedSequence(entropy).generate_state(4))
        _info = WorkerInfo(number, self._count, seed, torch.utils.data.get_worker_info().dataset)  # type: ignore[union-attr]
        if self._function is not None:
            self._function(number)


class _Sent(NamedTuple):
    """A Tensor on its way to another process: torch hands its memory over."""

    tensor: Any


class _Sending:
    """A `collate_fn` whose Tensors can be handed over."""

    def __init__(self, collate: Callable[..., Any]) -> None:
        self._collate = collate

    def __call__(self, items: Any) -> Any:
        return _walked(self._collate(items), Tensor, lambda one: _Sent(one._t))


def _received(value: Any) -> Any:
    return _walked(value, _Sent, lambda one: wrap(one.tensor))


def _walked(value: Any, kind: type, change: Callable[[Any], Any]) -> Any:
    """A value with what is of a kind changed, in lists, tuples and dicts."""
    if isinstance(value, kind):
        return change(value)
    if type(value) in (list, tuple):
        return type(value)(_walked(one, kind, change) for one in value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_walked(one, kind, change) for one in value))
    return {key: _walked(one, kind, change) for key, one in value.items()} if type(value) is dict else value


def _check_dataset(dataset: Any, iterable: bool, shuffle: Any, sampler: Any, batch_sampler: Any) -> None:
    if not iterable and not hasattr(dataset, "__getitem__"):
        raise NotImplementedError(
            f"The 'dataset' must have __getitem__, or be an IterableDataset, but got {dataset!r}."
        )
    for name, given in (("shuffle", shuffle), ("sampler", sampler), ("batch_sampler", batch_sampler)):
        if iterable and (given if name == "shuffle" else given is not None):
            raise ValueError(f"The '{name}' must not be given with an IterableDataset.")
    if shuffle is not None:
        check_type("shuffle", shuffle, bool)


def _check_order(batch_size: Any, shuffle: Any, sampler: Any, batch_sampler: Any, drop_last: Any) -> None:
    if sampler is not None and shuffle:
        raise ValueError("The 'sampler' and 'shuffle' must not be given together.")
    given = {"batch_size": batch_size != 1, "shuffle": shuffle, "sampler": sampler is not None, "drop_last": drop_last}
    for name, said in given.items():
        if batch_sampler is not None and said:
            raise ValueError(f"The 'batch_sampler' and '{name}' must not be given together.")
    check_type("drop_last", drop_last, bool)


def _check_processes(count: Any, timeout: Any, context: Any, prefetch: Any, persistent: Any) -> None:
    for name, value, types in (("num_workers", count, (int,)), ("timeout", timeout, (int, float))):
        check_type(name, None if isinstance(value, bool) else value, *types)
        if value < 0:
            raise ValueError(f"The '{name}' must not be negative, but got {value}.")
    check_type("persistent_workers", persistent, bool)
    given = {"multiprocessing_context": context, "prefetch_factor": prefetch, "persistent_workers": persistent or None}
    for name, value in given.items():
        if value is not None and not count:
            raise ValueError(f"The '{name}' needs 'num_workers' above 0.")
    if context is not None:
        check_type("multiprocessing_context", context, str, multiprocessing.context.BaseContext)
    if prefetch is not None:
        check_count("prefetch_factor", prefetch)
