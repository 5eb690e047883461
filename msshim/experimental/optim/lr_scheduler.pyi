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

"""`mindspore.experimental.optim.lr_scheduler` on torch."""

from msshim.optim.groups.lr_scheduler import ConstantLR as ConstantLR
from msshim.optim.groups.lr_scheduler import CosineAnnealingLR as CosineAnnealingLR
from msshim.optim.groups.lr_scheduler import CosineAnnealingWarmRestarts as CosineAnnealingWarmRestarts
from msshim.optim.groups.lr_scheduler import CyclicLR as CyclicLR
from msshim.optim.groups.lr_scheduler import ExponentialLR as ExponentialLR
from msshim.optim.groups.lr_scheduler import LRScheduler as LRScheduler
from msshim.optim.groups.lr_scheduler import LambdaLR as LambdaLR
from msshim.optim.groups.lr_scheduler import LinearLR as LinearLR
from msshim.optim.groups.lr_scheduler import MultiStepLR as MultiStepLR
from msshim.optim.groups.lr_scheduler import MultiplicativeLR as MultiplicativeLR
from msshim.optim.groups.lr_scheduler import PolynomialLR as PolynomialLR
from msshim.optim.groups.lr_scheduler import ReduceLROnPlateau as ReduceLROnPlateau
from msshim.optim.groups.lr_scheduler import SequentialLR as SequentialLR
from msshim.optim.groups.lr_scheduler import StepLR as StepLR
