"""`Primitive.shard` in one process, beside the real one: what it keeps, what is printed, and each error."""

import copy
import pickle
import re
from typing import Any

import mindspore
import numpy as np
import pytest

import msshim


def layout(ms: Any, *names: Any) -> Any:
    return ms.Layout((2, 2, 2), ("dp", "sp", "mp"))(*names)


GIVEN: list[str] = [
    "((2, 1), (1, 2))",
    "((2, 1), (1, 2)), ((2, 2),)",
    "((2, 1), [1, 2])",
    "[(2, 1), (1, 2)]",
    "((2, 1), (1, 2)), [(2, 2)]",
    "((2, 1.0), (1, 2))",
    "((2, 'a'), (1, 2))",
    "(2, 1)",
    "()",
    "(), ((2, 1),)",
    "((True, 1), (1, 2))",
    "None",
    "None, ((2, 1),)",
    "out_strategy=((2, 1),)",
    "in_strategy=((2, 1), (1, 2))",
    "(layout(ms, 'dp', 'sp'), layout(ms, 'sp', 'mp'))",
    "(layout(ms, ('dp', 'sp'), 'None'), layout(ms, 'None', 'mp'))",
    "(layout(ms, 'dp', 'sp'), layout(ms, 'sp', 'mp')), (layout(ms, 'dp', 'mp'),)",
    "(layout(ms, 'dp', 'sp'), layout(ms, 'sp', 'mp')), ((2, 1),)",
    "((2, 1), (1, 2)), (layout(ms, 'dp', 'mp'),)",
    "(layout(ms, 'dp', 'sp'), (1, 2))",
    "((1, 2), layout(ms, 'dp', 'sp'))",
    "(ms.Layout((2,), ('a',)),)",
    "((layout(ms, 'dp'), 1),)",
]


def outcome(ms: Any, name: str, given: str) -> Any:
    primitive = getattr(ms.ops, name)()
    try:
        assert eval(f"primitive.shard({given})", {"ms": ms, "layout": layout, "primitive": primitive}) is primitive
    except Exception as error:
        return type(error), repr(primitive)
    return re.sub(r"<\S+ object at \w+>", "a Layout", repr(primitive))


@pytest.mark.parametrize("name", ["MatMul", "Add", "Concat"])
@pytest.mark.parametrize("given", GIVEN)
def test_what_is_kept(given: str, name: str) -> None:
    assert outcome(msshim, name, given) == outcome(mindspore, name, given)


def test_a_strategy_alone_changes_no_value() -> None:
    x, y = np.ones((4, 2), np.float32), np.arange(8, dtype=np.float32).reshape(2, 4)
    answers = []
    for ms in (msshim, mindspore):
        matmul = ms.ops.MatMul().shard(((2, 1), (1, 2))).shard(((1, 2), (2, 1)))
        assert isinstance(matmul, ms.ops.MatMul) and type(matmul).__name__ == "MatMul"
        answers.append(matmul(ms.Tensor(x), ms.Tensor(y)).asnumpy())
        assert "in_strategy" not in copy.deepcopy(matmul).attrs
    np.testing.assert_array_equal(*answers)


def test_a_pickle_keeps_it() -> None:
    matmul = msshim.ops.MatMul(transpose_b=True).shard(((2, 1), (1, 2)))
    again = pickle.loads(pickle.dumps(matmul))
    assert repr(again) == repr(matmul) and type(again) is type(matmul)
