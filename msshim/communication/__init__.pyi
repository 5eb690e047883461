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

"""`mindspore.communication` on torch."""

from msshim.communication.group import GlobalComm as GlobalComm
from msshim.communication.group import get_group_size as get_group_size
from msshim.communication.group import get_local_rank as get_local_rank
from msshim.communication.group import get_local_rank_size as get_local_rank_size
from msshim.communication.group import get_rank as get_rank
from msshim.communication.group import init as init
from msshim.communication.group import release as release
