"""Row -> code: classes and functions with MindSpore's exact signature, built at first use of a name."""

from msshim._src.factory.cells import make_cell
from msshim._src.factory.functions import make_function
from msshim._src.factory.objects import find_alias, find_written
from msshim._src.factory.optimizers import make_optimizer
from msshim._src.factory.primitives import make_primitive
from msshim._src.factory.registry import MAKERS

MAKERS.update(cell=make_cell, function=make_function, method=make_function, primitive=make_primitive)
MAKERS.update(optimizer=make_optimizer, alias=find_alias, written=find_written)
