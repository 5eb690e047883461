"""Row -> code: classes and functions with MindSpore's exact signature, built at first use of a name."""

from typing import Any

from msshim._src.factory.cells import make_cell
from msshim._src.factory.functions import make_function
from msshim._src.factory.objects import find_alias, find_written
from msshim._src.factory.optimizers import make_optimizer
from msshim._src.factory.primitives import make_primitive
from msshim._src.factory.registry import MAKERS
from msshim._src.tables.model import Row


def make_transform(row: Row, module: str) -> Any:
    """The class of a row of kind `transform`; what these need is imported with the first of them."""
    from msshim._src.factory import transforms

    return transforms.make_transform(row, module)


MAKERS.update(cell=make_cell, function=make_function, method=make_function, primitive=make_primitive)
MAKERS.update(optimizer=make_optimizer, transform=make_transform, alias=find_alias, written=find_written)
