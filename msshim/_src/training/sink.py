"""Data sinking: batches go to the network by themselves, made ahead of it. Source: mindspore.train of 2.10.

MindSpore sends them through a queue on an Ascend or GPU. Here a thread makes the next batches, and copies them to the
device, while the network runs; on any device, also the CPU.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import wraps
from itertools import chain, count
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.data.ahead import Ahead
from msshim._src.runtime import context
from msshim._src.tensor import dtype
from msshim._src.training import data


def _whole(name: str, value: Any, what: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"For '{what}', '{name}' must be an int, but got {value!r} of type {type(value).__name__}.")


class _Sent:
    """The batches of some epochs of a dataset, -1 for no end, made ahead."""

    def __init__(self, dataset: Any, number: int) -> None:
        items = data.epochs(dataset, number)
        every = chain.from_iterable(data.batches(items) for _ in (count() if number == -1 else range(number)))
        self._ahead: Ahead[Any] = data.ahead(dataset, every)
        self._next: list[Any] = []
        self.release, self.stop = self._ahead.close, self._ahead.__exit__

    def peek(self) -> tuple[Any, ...]:
        """The next batch, which stays. Raises RuntimeError after the last one."""
        if not self._next:
            try:
                self._next.append(next(self._ahead))
            except StopIteration:
                raise RuntimeError("All batches that were sent have been used; 'epoch_num' epochs are sent.") from None
        return self._next[0]  # type: ignore[no-any-return]

    def take(self) -> tuple[Any, ...]:
        """The next batch. Raises RuntimeError after the last one."""
        self.peek()
        return self._next.pop()  # type: ignore[no-any-return]

    def waiting(self) -> int:
        """How many batches are ready."""
        return self._ahead.waiting() + len(self._next)


class DatasetHelper:
    """The batches of a dataset; each `for` over it is one epoch.

    Args:
        dataset: A dataset, or any iterable of batches.
        dataset_sink_mode: Whether they go by themselves to the network of `connect_network_with_dataset`, made ahead
            in a thread: a `for` then gives empty tuples, with which that network is called. Else it gives the batches,
            as tuples of Tensors.
        sink_size: How many batches an epoch has then, whichever epoch of the dataset they belong to; -1 for the
            dataset's size. In graph mode one call of the network takes them all, in PyNative mode one.
        epoch_num: How many epochs of the dataset will be asked for, -1 for no end.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `sink_size` is neither -1 nor positive, or -1 for a dataset that does not know its size.
    """

    def __init__(self, dataset: Any, dataset_sink_mode: bool = True, sink_size: int = -1, epoch_num: int = 1) -> None:
        if not isinstance(dataset_sink_mode, bool):
            raise TypeError(f"For 'DatasetHelper', 'dataset_sink_mode' must be a bool, but got {dataset_sink_mode!r}.")
        _whole("sink_size", sink_size, "DatasetHelper")
        if sink_size < -1 or sink_size == 0:
            raise ValueError(f"For 'DatasetHelper', the 'sink_size' must be -1 or positive, but got {sink_size}.")
        self._dataset, self._size = dataset, data.size(dataset) if sink_size == -1 else sink_size
        if dataset_sink_mode and self._size < 0:
            raise ValueError("For 'DatasetHelper', 'sink_size' must be given for a dataset that has no size.")
        self._items = None if dataset_sink_mode else data.epochs(dataset, epoch_num)
        self._sent = _Sent(dataset, epoch_num) if dataset_sink_mode else None
        self._connected: _Connected | None = None
        self._single = False
        graph = context.get_context("mode") == context.GRAPH_MODE
        self._calls, self._steps = (1, self._size) if graph else (self._size, 1)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return data.batches(self._items) if self._sent is None else iter([()] * self._calls)

    def _one_by_one(self) -> None:
        """Let each call of the network take one batch, as evaluation does in any mode."""
        self._calls, self._steps, self._single = self._size, 1, True

    def sink_size(self) -> int:
        """How many batches are sent for one epoch of the network; 1 where none are sent."""
        return 1 if self._sent is None or self._single else self._size

    def types_shapes(self) -> tuple[list[Any], list[Any]]:
        """The dtypes and shapes of the columns, of a dataset of MindSpore's kind."""
        return _types_shapes(self._dataset)

    def get_data_info(self) -> tuple[list[Any], list[Any]]:
        """The numpy dtypes and the shapes of the next batch. Raises RuntimeError where none is sent."""
        batch = self._sending("get_data_info").peek()
        return [dtype.dtype_to_nptype(column.dtype) for column in batch], [list(column.shape) for column in batch]

    def get_mbuf_queue_size(self) -> int:
        """How many batches are ready. Raises RuntimeError where none are sent."""
        return self._sending("get_mbuf_queue_size").waiting()

    def _sending(self, name: str) -> _Sent:
        if self._sent is None:
            raise RuntimeError(f"'{name}' needs a DatasetHelper in sink mode, whose 'dataset_sink_mode' is True.")
        return self._sent

    def stop_send(self) -> None:
        """End the thread that makes batches ahead."""
        if self._sent is not None:
            self._sent.release()

    release = stop_send

    def continue_send(self) -> None:
        """Nothing: batches are sent until there are enough of them."""

    def __enter__(self) -> DatasetHelper:
        return self

    def __exit__(self, *error: Any) -> None:
        if self._sent is not None:
            self._sent.stop(*error)


class _Connected(Cell):
    """A network that takes its batches from a DatasetHelper, and gives what it gave for the last one of a call."""

    def __init__(self, network: Cell, helper: DatasetHelper) -> None:
        super().__init__(auto_prefix=False)
        self.network, self._helper = network, helper

    def __call__(self) -> Any:
        made: Any = None
        for _ in range(self._helper._steps):
            made = self.network(*self._helper._sending("network").take())
        return made


class Sunk:
    """The training of a Model in sink mode, on a device that MindSpore sinks data to.

    Args:
        model: The Model, of which subclasses may change `_exec_preprocess` and `_check_network_mode`.
        epochs: How many epochs the network has.
        size: How many batches one has, -1 for the dataset's size.
        run: What callbacks get.
    """

    def __init__(self, model: Any, epochs: int, size: int, run: Any) -> None:
        self._model, self._run, self._helper = model, run, None
        params = run.original_args()
        self._dataset, whole = params.train_dataset, data.size(params.train_dataset)
        self._size = whole if size == -1 else size
        self._epochs = -1 if whole < 0 else math.ceil(epochs * self._size / whole)
        params.update(sink_size=self._size, dataset_sink_mode=True)
        self._open = ExitStack()

    def epoch(self, listening: Any) -> None:
        """Train for one epoch; callbacks hear of the calls of the network."""
        model, params = self._model, self._run.original_args()
        begun = self._helper is not None
        helper, network = model._exec_preprocess(True, self._dataset, True, self._size, self._epochs, self._helper)
        self._helper = helper if begun else self._open.enter_context(helper)
        params.update(train_network=network, dataset_helper=helper)
        for inputs in helper:
            params.cur_step_num += helper.sink_size() if context.get_context("mode") == context.GRAPH_MODE else 1
            params.train_dataset_element = inputs
            listening.on_train_step_begin(self._run)
            network = model._check_network_mode(network, True)
            params.net_outputs = network(*inputs)
            listening.on_train_step_end(self._run)
        helper.continue_send()

    def __enter__(self) -> Sunk:
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)


def sinks() -> bool:
    """Whether MindSpore sinks data to the device that the program names."""
    return bool(context.get_context("device_target") != "CPU")


def connect_network_with_dataset(network: Cell, dataset_helper: DatasetHelper) -> Cell:
    """A network that is called without inputs, and takes the batches that a DatasetHelper in sink mode sends.

    Args:
        network: The Cell that takes a batch's columns.
        dataset_helper: Where they come from.

    Raises:
        RuntimeError: The DatasetHelper is not in sink mode.
        ValueError: It was connected with another network.
    """
    if dataset_helper._sent is None:
        raise RuntimeError("'connect_network_with_dataset' needs a DatasetHelper whose 'dataset_sink_mode' is True.")
    if dataset_helper._connected is None:
        dataset_helper._connected = _Connected(network, dataset_helper)
    if network not in (dataset_helper._connected, dataset_helper._connected.network):
        raise ValueError("The 'dataset_helper' must be a new one: it was connected with another network.")
    return dataset_helper._connected


def data_sink(
    fn: Callable[..., Any], dataset: Any, sink_size: int = 1, jit_config: Any = None, input_signature: Any = None
) -> Callable[..., Any]:
    """A function that calls `fn` with the dataset's next batches, made ahead in a thread, and gives the last result.

    Args:
        fn: What gets the columns of a batch.
        dataset: The batches, which begin again after the last one.
        sink_size: How many batches one call takes.
        jit_config: No effect: functions run eagerly.
        input_signature: A Tensor, or several, that say which dtypes and shapes the columns must have, -1 for any size.

    Raises:
        TypeError: `sink_size` is no int, or a column has another dtype than `input_signature` says.
        ValueError: `sink_size` is not positive, or a column has another shape than `input_signature` says.
    """
    _whole("sink_size", sink_size, "data_sink")
    if sink_size <= 0:
        raise ValueError(f"For 'data_sink', the 'sink_size' must be positive, but got {sink_size}.")
    if input_signature is not None:
        _check(input_signature if isinstance(input_signature, (list, tuple)) else [input_signature], dataset)
    sent = _Sent(dataset, -1)

    @wraps(fn)
    def sink_process(*args: Any, **kwargs: Any) -> Any:
        made = None
        for _ in range(sink_size):
            made = fn(*sent.take())
        return made

    return sink_process


def _types_shapes(dataset: Any) -> tuple[list[Any], list[Any]]:
    return [dtype.pytype_to_dtype(one) for one in dataset.output_types()], dataset.output_shapes()


def _check(signature: Any, dataset: Any) -> None:
    for place, (wanted, kind, shape) in enumerate(zip(signature, *_types_shapes(dataset), strict=False)):
        if wanted.dtype != kind:
            raise TypeError(f"The column {place} must be {wanted.dtype}, as 'input_signature' says, but is {kind}.")
        sizes = [-1 if size is None else size for size in wanted.shape]
        if len(sizes) != len(shape) or any(a not in (-1, b) for a, b in zip(sizes, shape, strict=True)):
            raise ValueError(f"The column {place} must have the shape {sizes} of 'input_signature', but has {shape}.")
