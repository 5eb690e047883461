"""`Dataset`: a pipeline of rows, each step an object around the one before. Source: mindspore.dataset of 2.10.

A row is a tuple of numpy arrays, one a column. `_start` is called for each new iterator and gives a function whose
calls give the rows of one epoch after the other; rows are made when they are asked for, in the thread that asks.
"""

from __future__ import annotations

import copy
import importlib
import os
import warnings
from collections.abc import Callable
from typing import Any

from msshim._src.data import failures
from msshim._src.data.arguments import whole
from msshim._src.data.epochs import Epochs as Epochs
from msshim._src.data.parallel import alone
from msshim._src.data.parts import check_sizes, counts
from msshim._src.data.questions import Questions
from msshim._src.data.transforms.checks import typed


class Dataset(Questions):
    """A pipeline of rows. Made by its subclasses, or by the methods of another one.

    Args:
        children: The pipelines before this step.
        num_parallel_workers: How many threads or processes may make rows; see `parallel.py` for when they do.
        cache: Not supported.
    """

    def __init__(self, children: Any = None, num_parallel_workers: int | None = None, cache: Any = None) -> None:
        if cache is not None:
            raise NotImplementedError("A 'cache' of datasets is not in msshim; leave it out.")
        if num_parallel_workers is not None:
            cpus = os.cpu_count() or 1
            if whole("num_parallel_workers", num_parallel_workers) > cpus:
                raise ValueError(
                    f"The 'num_parallel_workers' must not be more than the {cpus} CPUs, but got {num_parallel_workers}."
                )
        self.children: list[Dataset] = [children] if isinstance(children, Dataset) else list(children or [])
        self.num_parallel_workers = num_parallel_workers

    # What a step says of itself

    def _start(self) -> Epochs:
        raise NotImplementedError

    def _columns(self) -> list[str]:
        return self.children[0]._columns()

    def _waits(self) -> bool:
        """Whether a row must not be made before the one ahead of it was used."""
        return any(child._waits() for child in self.children)

    def _endless(self) -> bool:
        """Whether an epoch never ends."""
        return any(child._endless() for child in self.children)

    def _size(self) -> int:
        with alone():
            start = self._start()
        return sum(1 for _ in failures.rows(start()))

    # Steps

    def batch(
        self, batch_size: Any, drop_remainder: bool = False, num_parallel_workers: int | None = None, **kwargs: Any
    ) -> Dataset:
        """Rows put together: `batch_size` is a number, or a function of a BatchInfo.

        Keywords: `per_batch_map`, `input_columns`, `output_columns`; with `python_multiprocessing` processes call the
        `per_batch_map`; `max_rowsize` has no effect.
        """
        return _step("BatchDataset", "batches")(self, batch_size, drop_remainder, num_parallel_workers, **kwargs)

    def padded_batch(
        self,
        batch_size: Any,
        drop_remainder: bool = False,
        num_parallel_workers: int | None = None,
        pad_info: dict[str, Any] | None = None,
    ) -> Dataset:
        """As `batch`, rows padded to one shape first.

        `pad_info` has a shape and a value for a column, None in the shape for the largest; an empty one pads all
        columns, None pads nothing.
        """
        return _step("PaddedBatchDataset", "batches")(self, batch_size, drop_remainder, num_parallel_workers, pad_info)

    def bucket_batch_by_length(
        self,
        column_names: list[str],
        bucket_boundaries: list[int],
        bucket_batch_sizes: list[int],
        element_length_function: Callable[..., int] | None = None,
        pad_info: dict[str, Any] | None = None,
        pad_to_bucket_boundary: bool = False,
        drop_remainder: bool = False,
    ) -> Dataset:
        """Batches of rows of similar lengths.

        Args:
            column_names: The columns that say how long a row is.
            bucket_boundaries: The lengths at which a new kind of batch begins.
            bucket_batch_sizes: How many rows each kind has, one more than the boundaries.
            element_length_function: The length of a row from these columns; of one its first size, or its number.
            pad_info: As for `padded_batch`.
            pad_to_bucket_boundary: Whether None in a shape of `pad_info` is the last length before the boundary.
            drop_remainder: Whether the last rows of each kind go where they are too few.

        Raises:
            TypeError, ValueError: An argument is none of these.
        """
        return _step("BucketBatchByLengthDataset", "buckets")(
            self, column_names, bucket_boundaries, bucket_batch_sizes, element_length_function, pad_info,
            pad_to_bucket_boundary, drop_remainder,
        )  # fmt: skip

    def sync_wait(
        self, condition_name: str, num_batch: int = 1, callback: Callable[[Any], Any] | None = None
    ) -> Dataset:
        """Rows that wait for `sync_update`, whose data the callback gets.

        Here a row is made when it is asked for, so that none is made ahead of an update.

        Raises:
            TypeError: `condition_name` is no str, or `num_batch` no int.
            ValueError: `num_batch` is not positive.
            RuntimeError: A step waits under this name already.
        """
        return _step("SyncWaitDataset")(self, condition_name, num_batch, callback)

    def map(
        self,
        operations: Any,
        input_columns: Any = None,
        output_columns: Any = None,
        num_parallel_workers: int | None = None,
        **kwargs: Any,
    ) -> Dataset:
        """Functions applied to columns, the first one by default, one after the other.

        Keywords: `python_multiprocessing`, `cache`, `callbacks`, `max_rowsize`, `offload`; see MapDataset.
        """
        return _step("MapDataset", "maps")(
            self, operations, input_columns, output_columns, num_parallel_workers, **kwargs
        )

    def filter(self, predicate: Any, input_columns: Any = None, num_parallel_workers: int | None = None) -> Dataset:
        """The rows for which a function of their columns is true."""
        return _step("FilterDataset")(self, predicate, input_columns, num_parallel_workers)

    def flat_map(self, func: Callable[[Any], Dataset]) -> Dataset:
        """The rows of what a function makes of each row, one after the other."""
        if not callable(func):
            raise TypeError(f"The 'func' must be a function of a row's columns, but got {func!r}.")
        made = [func(*row) for row in self.create_tuple_iterator(num_epochs=1, output_numpy=True)]
        if not made or not all(isinstance(one, Dataset) for one in made):
            raise TypeError(f"The 'func' of flat_map must give Datasets, but gave {made!r}.")
        return made[0] if len(made) == 1 else _step("ConcatDataset", "concat")(made)

    def shuffle(self, buffer_size: int) -> Dataset:
        """Rows in the order of a buffer from which a random one leaves; 2 or more."""
        return _step("ShuffleDataset")(self, buffer_size)

    def repeat(self, count: int | None = None) -> Dataset:
        """All rows `count` times; None or -1 for ever."""
        return _step("RepeatDataset")(self, count)

    def take(self, count: int = -1) -> Dataset:
        """The first `count` rows; -1 for all."""
        return _step("TakeDataset")(self, count)

    def skip(self, count: int) -> Dataset:
        """All rows but the first `count`."""
        return _step("SkipDataset")(self, count)

    def zip(self, datasets: Any) -> Dataset:
        """Rows of this and of others side by side, until one ends."""
        typed("datasets", datasets, tuple, Dataset)
        return _step("ZipDataset")((self, *(datasets if isinstance(datasets, tuple) else (datasets,))))

    def concat(self, datasets: Any) -> Dataset:
        """The rows of this one, then those of the others."""
        typed("datasets", datasets, list, Dataset)
        if isinstance(datasets, list) and not datasets:
            raise RuntimeError("The 'datasets' of concat must not be empty.")
        return _step("ConcatDataset", "concat")([self, *(datasets if isinstance(datasets, list) else [datasets])])

    def __add__(self, datasets: Any) -> Dataset:
        return self.concat(datasets)

    def project(self, columns: Any) -> Dataset:
        """The columns that are named, in that order."""
        return _step("ProjectDataset")(self, columns)

    def rename(self, input_columns: Any, output_columns: Any) -> Dataset:
        """Other names for columns."""
        return _step("RenameDataset")(self, input_columns, output_columns)

    def apply(self, apply_func: Callable[[Dataset], Dataset]) -> Dataset:
        """What a function makes of this dataset."""
        if not callable(apply_func):
            raise TypeError("The 'apply_func' must be a function.")
        made = apply_func(self)
        if not isinstance(made, Dataset):
            raise TypeError(f"The 'apply_func' must return a Dataset, but it returned {type(made).__name__}.")
        return made

    def split(self, sizes: Any, randomize: bool = True) -> tuple[Dataset, ...]:
        """Parts of these sizes: ints, or fractions that sum to 1. The rows are shuffled first if `randomize`."""
        typed("sizes", sizes, list)
        typed("randomize", randomize, bool)
        check_sizes(sizes)
        if self.is_sharded():
            raise RuntimeError("A dataset must be split before it is sharded, but it has shards already.")
        parts, start = [], 0
        for count in counts(sizes, self._size()):
            parts.append(copy.deepcopy(self)._part(start, count, randomize))
            start += count
        return tuple(parts)

    def _part(self, start: int, count: int, randomize: bool) -> Dataset:
        """Rows `start` to `start + count`, of an order that is the same in each epoch."""
        rows = self
        if randomize:
            rows = _step("ShuffleDataset")(self, 10000)
            rows.reshuffle_each_epoch = False  # type: ignore[attr-defined]
        return (rows.skip(start) if start else rows).take(count)

    # Elsewhere

    def to_json(self, filename: str = "") -> dict[str, Any]:
        """The pipeline as a dict of steps and their `children`, which `deserialize` takes.

        Args:
            filename: A file that gets it, too.

        Raises:
            TypeError: `filename` is no str.
            RuntimeError: The file can not be written, or a step has no form as JSON.
        """
        return _step("to_json", "tree.public")(self, filename)  # type: ignore[return-value]

    def save(self, file_name: str, num_files: int = 1, file_type: str = "mindrecord") -> None:
        """Write the rows of one epoch to MindRecord files, whole or not at all.

        Args:
            file_name: The file; of several, what their names begin with.
            num_files: How many files, from 1 to 1000; each row goes into a random one.
            file_type: ``mindrecord``.

        Raises:
            TypeError, ValueError: An argument is none of these.
            RuntimeError: A file is there already, there is no row, or a column can not be written: dicts, arrays of
                texts, and arrays of which more than the first axis changes.
        """
        _step("save", "saving")(self, file_name, num_files, file_type)

    # Vocabularies

    def build_vocab(self, columns: Any, freq_range: Any, top_k: Any, special_tokens: Any, special_first: bool) -> Any:
        """`text.Vocab.from_dataset`, as MindSpore 1.x had it; MindSpore 2.10's own gives None.

        Warns:
            DeprecationWarning: Always.
        """
        return _vocabulary("Vocab", self, columns, freq_range, top_k, special_tokens, special_first)

    def build_sentencepiece_vocab(
        self, columns: Any, vocab_size: int, character_coverage: float, model_type: Any, params: Any
    ) -> Any:
        """`text.SentencePieceVocab.from_dataset`, as MindSpore 1.x had it; MindSpore 2.10's own gives None.

        Warns:
            DeprecationWarning: Always.
        """
        return _vocabulary("SentencePieceVocab", self, columns, vocab_size, character_coverage, model_type, params)

    # Iterators

    def create_tuple_iterator(
        self, columns: Any = None, num_epochs: int = -1, output_numpy: bool = False, do_copy: bool = False
    ) -> Any:
        """An iterator over rows, as lists of Tensors (or numpy arrays); each `for` over it is one epoch."""
        from msshim._src.data.iterators import TupleIterator

        return TupleIterator(self, columns, num_epochs, output_numpy, do_copy)

    def create_dict_iterator(self, num_epochs: int = -1, output_numpy: bool = False, do_copy: bool = False) -> Any:
        """An iterator over rows, as dicts of Tensors (or numpy arrays); each `for` over it is one epoch."""
        from msshim._src.data.iterators import DictIterator

        return DictIterator(self, None, num_epochs, output_numpy, do_copy)

    def __iter__(self) -> Any:
        return self.create_tuple_iterator(num_epochs=1)

    def __len__(self) -> int:
        return self.get_dataset_size()


def _vocabulary(name: str, dataset: Dataset, *arguments: Any) -> Any:
    warnings.warn(
        f"This method is old: use mindspore.dataset.text.{name}.from_dataset.", DeprecationWarning, stacklevel=3
    )
    module = importlib.import_module(f"msshim._src.data.text.{'vocab' if name == 'Vocab' else 'pieces'}")
    return getattr(module, name).from_dataset(dataset, *arguments)


def _step(name: str, module: str = "operations") -> Callable[..., Dataset]:
    return getattr(importlib.import_module(f"msshim._src.data.{module}"), name)  # type: ignore[no-any-return]
