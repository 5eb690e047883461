"""The parts of torch's messages that tell what was wrong are in what the installed torch says."""

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from torch import ones

from msshim._src.rules import torch_says


def whole(*size: int) -> torch.Tensor:
    return ones(*size, dtype=torch.int64)


CALLS: dict[str, Callable[[], object]] = {
    "not implemented for": lambda: torch.erfinv(ones(2, dtype=torch.complex64)),
    "without overflow": lambda: torch.zeros(2, dtype=torch.int8).fill_(2**40),
    "dtype": lambda: torch.mean(whole(3)),
    "scalar type": lambda: F.multi_margin_loss(ones(4, 3), ones(4, dtype=torch.int32)),
    "Expected tensor for argument": lambda: F.embedding(ones(2), ones(2, 2)),
    "can't be cast": lambda: whole(2).add_(ones(2)),
    "appears multiple times": lambda: torch.sum(ones(2, 2), (0, 0)),
    "is out of bounds for dimension": lambda: torch.gather(ones(2), 0, whole(2) * 5),
    "Expected index [": lambda: torch.scatter(ones(2, 2), 0, whole(2, 3), ones(2, 3)),
    "index out of range in self": lambda: F.embedding(whole(2) * 5, ones(2, 2)),
    "only supports 2D tensors": lambda: torch.pdist(ones(4)),
    "should be greater than zero": lambda: F.fold(ones(1, 4, 9), (4, 4), (0, 2)),
    "einsum(": lambda: torch.einsum("ij,jk", ones(2, 2)),
    "cannot come after": lambda: torch.flatten(ones(2, 2, 2), 2, 1),
    "upper bound and": lambda: torch.arange(3, 1, 1),
    "must be nonzero": lambda: torch.arange(1, 3, 0),
    "greater or equal to 0": lambda: torch.eye(-1),
    "larger than 0": lambda: torch.tensor_split(ones(2), 0),
    "greater than 0": lambda: torch.chunk(ones(2), 0),
    "non-negative": lambda: torch.bincount(-whole(2)),
    "adding size": lambda: F.pad(ones(1, 1, 2), (3, 3), mode="reflect"),
    "adding length": lambda: F.pad(ones(2), (1,)),
    "Expected 1-D": lambda: torch.outer(ones(2, 2), ones(2)),
    "range [0, 1]": lambda: torch.quantile(ones(3), 2.0),
    "larger than min": lambda: torch.histc(ones(3), 2, 3, 1),
    "the same length": lambda: torch.fft.fft2(ones(2, 2), (2, 3, 4), (0, 1)),
    "a positive upscale": lambda: F.pixel_shuffle(ones(1, 1, 2, 2), -1),
    "smaller than num_classes": lambda: F.one_hot(whole(2) * 5, 2),
    "square matrices": lambda: torch.linalg.inv(ones(2, 3)),
    "0D or 1D tensor": lambda: torch.meshgrid(ones(2, 2), indexing="ij"),
    "must be a matrix": lambda: torch.mm(ones(2), ones(2, 2)),
    "vector + matrix": lambda: torch.mv(ones(2), ones(2)),
    "at least 1D": lambda: torch.matmul(ones(()), ones(())),
    "must be in label range": lambda: F.ctc_loss(ones(3, 2, 4), whole(2, 2), whole(2), whole(2), blank=9),
    "target out of range": lambda: F.multi_margin_loss(ones(2, 3), whole(2) * 5),
    "must be of size batch_size": lambda: F.ctc_loss(ones(3, 2, 4), whole(2, 2), whole(1), whole(2)),
    "at non-singleton dimension": lambda: ones(2) + ones(3),
    "is too small": lambda: F.max_pool2d(ones(1, 1, 1, 1), 3),
    "is not divisible by": lambda: F.pixel_shuffle(ones(1, 3, 2, 2), 2),
    "is invalid for input of size": lambda: ones(3).view(2, 2),
}
PARTS = [*torch_says.DTYPE, *torch_says.KERNEL, *torch_says.RANGE, *torch_says.UNFIT]


def test_every_part_is_tried() -> None:
    assert [*CALLS] == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_torch_says_it(part: str) -> None:
    try:
        CALLS[part]()
    except Exception as error:
        assert part in str(error)
    else:
        pytest.fail("torch takes it")
