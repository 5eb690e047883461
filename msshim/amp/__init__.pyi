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

"""`mindspore.amp` on torch."""

from msshim.precision.managers import DynamicLossScaleManager as DynamicLossScaleManager
from msshim.precision.scalers import DynamicLossScaler as DynamicLossScaler
from msshim.precision.managers import FixedLossScaleManager as FixedLossScaleManager
from msshim.precision.managers import LossScaleManager as LossScaleManager
from msshim.precision.scalers import LossScaler as LossScaler
from msshim.precision.scalers import StaticLossScaler as StaticLossScaler
from msshim.precision.scalers import _grad_scale_map as _grad_scale_map
from msshim.precision.scalers import _grad_unscale_map as _grad_unscale_map
from msshim.precision.scalers import all_finite as all_finite
from msshim.precision.levels import auto_mixed_precision as auto_mixed_precision
from msshim.precision.levels import build_train_network as build_train_network
from msshim.precision.levels import custom_mixed_precision as custom_mixed_precision
from msshim.precision.levels import get_black_list as get_black_list
from msshim.precision.levels import get_white_list as get_white_list
