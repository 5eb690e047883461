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

"""`mindspore.experimental.optim` on torch."""

from msshim.experimental.optim import lr_scheduler as lr_scheduler
from msshim.optim.groups.descent import ASGD as ASGD
from msshim.optim.groups.adaptive import Adadelta as Adadelta
from msshim.optim.groups.adaptive import Adagrad as Adagrad
from msshim.optim.groups.adam import Adam as Adam
from msshim.optim.groups.adam import AdamW as AdamW
from msshim.optim.groups.adam import Adamax as Adamax
from msshim.optim.groups.adam import NAdam as NAdam
from msshim.optim.groups.optimizer import Optimizer as Optimizer
from msshim.optim.groups.adam import RAdam as RAdam
from msshim.optim.groups.adaptive import RMSprop as RMSprop
from msshim.optim.groups.descent import Rprop as Rprop
from msshim.optim.groups.descent import SGD as SGD
