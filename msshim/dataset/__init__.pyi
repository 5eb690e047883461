# Written from the tables by `make generate`; a test fails when it is stale.
import builtins as _builtins
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import overload as _overload

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore.dataset` on torch."""

from msshim.dataset.operations import BatchDataset as BatchDataset
from msshim.dataset.operations import BatchInfo as BatchInfo
from msshim.dataset.base import Dataset as Dataset
from msshim.dataset.samplers import DistributedSampler as DistributedSampler
from msshim.dataset.sources import GeneratorDataset as GeneratorDataset
from msshim.dataset.sources import MappableDataset as MappableDataset
from msshim.dataset.sources import NumpySlicesDataset as NumpySlicesDataset
from msshim.dataset.samplers import RandomSampler as RandomSampler
from msshim.dataset.samplers import Sampler as Sampler
from msshim.dataset.samplers import SequentialSampler as SequentialSampler
from msshim.dataset.samplers import Shuffle as Shuffle
from msshim.dataset.samplers import SubsetRandomSampler as SubsetRandomSampler
from msshim.dataset.samplers import SubsetSampler as SubsetSampler
from msshim.dataset.operations import zip_datasets as zip
