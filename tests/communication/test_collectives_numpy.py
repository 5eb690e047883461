"""What MindSpore's CPU can not run: collectives in 2 and 4 processes, beside NumPy."""

import ml_dtypes
import numpy as np
import pytest
from collective_cases import _made
from collective_forms import FORMS, comes_to, gradients, sizes_of
from collective_own_cases import MOVED, OPS, SUMMED, halves
from processes import Array, Raised

CLOSE = {"rtol": 1e-5, "atol": 1e-5}
SIZES = (2, 4)


@pytest.fixture(params=SIZES)
def size(request) -> int:
    return request.param


@pytest.fixture
def answers(size: int, together):
    """What each rank answered to a case."""
    found = together("collective_own_cases", size, "torchrun")

    def of(case: str):
        mine = [of_rank[case] for of_rank in found]
        assert not any(isinstance(one, Raised) for one in mine), mine
        return mine

    return of


def close(array: Array, expected: np.ndarray, **how: float) -> None:
    assert isinstance(array, Array), array
    assert array.value.shape == np.shape(expected)
    np.testing.assert_allclose(array.value, expected, **{**CLOSE, **how})


def made(size: int, shape=(2, 3), seed: int = 0) -> list[np.ndarray]:
    return [_made(rank, shape, seed=seed) for rank in range(size)]


def compare_form(name: str, found: list) -> None:
    """What each process of a group, in its order, has found of a form, with NumPy's answers and gradients."""
    form, size = FORMS[name], len(found)
    xs = [_made(rank, form.shape(rank, size)).astype("float64") for rank in range(size)]
    expected = form.answer(xs)
    for (outs, _, x), own, before in zip(found, expected, xs, strict=True):
        assert len(outs) == len(own)
        for out, array in zip(outs, own, strict=True):
            close(out, array)
        close(x, before)  # what it was given is as it was
    weights = [[_made(rank, out.shape, seed=5 + k) for k, out in enumerate(own)] for rank, own in enumerate(expected)]
    for (_, grad, _), array in zip(found, gradients(form, xs, weights), strict=True):
        close(grad, array, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", FORMS)
def test_values_and_gradients(name: str, answers) -> None:
    compare_form(name, [of_rank[name] for of_rank in answers("forms")])


@pytest.mark.parametrize("name", FORMS)
def test_values_and_gradients_in_groups(name: str, size: int, answers) -> None:
    found = answers("forms_in_groups")
    for ranks in halves(size):
        compare_form(name, [found[rank][name] for rank in ranks])


def test_functions_in_groups(size: int, answers) -> None:
    found = answers("functions_in_groups")
    for ranks in halves(size):
        xs, two, three = ([_made(rank, (2, 3), seed=seed) for rank in ranks] for seed in (0, 2, 3))
        for place, rank in enumerate(ranks):
            at, tensors, (objects, one, given, texts) = found[rank]
            told, total, parts, at_one, whole, part, mine, swapped, came = tensors
            assert at == place
            close(told, xs[0])
            close(total, sum(xs) if place == 1 else xs[0])
            for k in range(2):
                close(parts[k], xs[k])
                close(at_one[k], xs[k] if place == 1 else _made(9))
            close(whole, np.concatenate(xs))
            close(part, sum(two if place == 0 else three))
            close(mine, (two if place == 0 else three)[1])
            close(swapped, np.stack([x[place] for x in xs]))
            close(came, xs[1 - place])
            assert objects == ranks and one == (ranks if place == 0 else [None, None])
            assert given == [f"{ranks[1]} {place}"] and texts == [ranks[1]]


def test_inner_primitives(size: int, answers) -> None:
    xs = [_made(rank, (sum(sizes_of(rank, size)), 3)) for rank in range(size)]
    parts, weights = [np.split(x, np.cumsum(sizes_of(r, size))[:-1]) for r, x in enumerate(xs)], made(size, seed=1)
    for rank, (swapped, total, mean, divided, same) in enumerate(answers("inner_primitives")):
        close(swapped, np.concatenate([of_one[rank] for of_one in parts]))
        close(total, sum(weights))
        close(mean, sum(weights) / size)
        close(divided, weights[rank] / 4)
        close(same, weights[rank])


@pytest.mark.parametrize("op", ["prod", "max", "min"])
def test_gradients_by_operation(op: str, size: int, answers) -> None:
    """The sum of all gradients, for each rank that has the largest; of a product, times what the others have."""
    xs = np.stack([np.random.default_rng(rank).integers(1, 4, (3, 4)).astype("float64") for rank in range(size)])
    out = {"prod": np.prod, "max": np.max, "min": np.min}[op](xs, 0)
    total = sum(made(size, (3, 4), seed=1))
    for rank, of_rank in enumerate(answers("all_reduce_gradients")):
        value, grad = of_rank[op]
        close(value, out)
        close(grad, total * out / xs[rank] if op == "prod" else total * (xs[rank] == out), rtol=1e-4)


def test_gradients_that_are_not_known(answers) -> None:
    for of_rank in answers("gradients_that_are_not_known"):
        assert [one.kind for one in of_rank] == ["RuntimeError"] * 2
        assert all("sum or avg" in one.message for one in of_rank)


def test_gradients_of_gradients(size: int, answers) -> None:
    total = sum(made(size, seed=1))
    for rank, found in enumerate(answers("gradients_of_gradients")):
        close(found, 2 * total * made(size, seed=1)[rank])


def test_sends_and_receives(size: int, answers) -> None:
    half, xs, weights = size // 2, made(size), made(size, seed=1)
    for rank, (value, grad) in enumerate(answers("sends_and_receives")):
        close(value, xs[rank] if rank < half else xs[rank - half])
        # The sender's loss has no gradient of its own here: what comes back is that of the receiver's.
        close(grad, 2 * weights[rank + half] if rank < half else np.zeros((2, 3)))


def small(rank: int, shape, dtype: str, seed: int = 0) -> np.ndarray:
    kind = ml_dtypes.bfloat16 if dtype == "bfloat16" else np.dtype(dtype.rstrip("_"))
    return np.random.default_rng(100 * seed + rank).integers(0, 4, shape).astype(kind)


def combined(arrays: list[np.ndarray], op: str) -> np.ndarray:
    """In the dtype of the arrays; the mean of integers is cut towards zero."""
    found = arrays[0]
    step = {"prod": np.multiply, "min": np.minimum, "max": np.maximum}.get(op, np.add)
    for array in arrays[1:]:
        found = step(found, array).astype(array.dtype)
    return (found / len(arrays)).astype(found.dtype) if op == "avg" else found


@pytest.mark.parametrize("dtype", SUMMED)
def test_dtypes_that_are_summed(dtype: str, size: int, answers) -> None:
    for rank, of_rank in enumerate(answers("dtypes_summed")):
        for op in OPS:
            summed, new, part, at_one = of_rank[dtype, op]
            expected = combined([small(r, (4,), dtype) for r in range(size)], op)
            parts = combined([small(r, (2 * size,), dtype) for r in range(size)], op)
            kept = expected if rank == 1 else small(rank, (4,), dtype)
            for found, array in (
                (summed, expected),
                (new, expected),
                (part, np.split(parts, size)[rank]),
                (at_one, kept),
            ):
                assert found.dtype.lower() == dtype
                np.testing.assert_array_equal(found.value, array.astype(found.value.dtype), f"{op} on {rank}")


@pytest.mark.parametrize("dtype", MOVED)
def test_dtypes_that_are_moved(dtype: str, size: int, answers) -> None:
    xs = [small(rank, (size, 2), dtype) for rank in range(size)]
    for rank, of_rank in enumerate(answers("dtypes_moved")):
        told, whole, parts, at_one, swapped, came = of_rank[dtype]
        kept = xs if rank == 1 else [small(9, (size, 2), dtype)] * size
        expected = [
            xs[1],
            np.concatenate(xs),
            *kept,
            xs[1][rank],
            np.stack([x[rank] for x in xs]),
            xs[(rank - 1) % size],
        ]
        for found, array in zip([told, whole, *parts, at_one, swapped, came], expected, strict=True):
            assert found.dtype.lower() == dtype.rstrip("_")
            np.testing.assert_array_equal(found.value, array.astype(found.value.dtype))


def test_of_no_axis_and_of_no_elements(size: int, answers) -> None:
    xs = made(size, ())
    for whole, parts, total, nothing in answers("of_no_axis_and_of_no_elements"):
        close(whole, np.stack(xs))
        for part, x in zip(parts, xs, strict=True):
            close(part, x)
        close(total, sum(xs))
        assert nothing.value.shape == (0, 3)


def test_in_places_that_do_not_lie_in_one_piece(size: int, answers) -> None:
    xs = made(size)
    for rank, (total, whole, column, y) in enumerate(answers("in_places_that_do_not_lie_in_one_piece")):
        close(total, sum(xs).T)
        close(whole, np.concatenate(xs))
        told = xs[rank].copy()
        told[:, 1] = xs[1][:, 1]
        close(column, told[:, 1])
        close(y, told)


def test_uneven(size: int, answers) -> None:
    xs = [_made(rank, (rank + 1, 2)) for rank in range(size)]
    wholes = made(size, (size * (size + 1) // 2, 2))
    cuts = np.cumsum(range(1, size))
    for rank, (whole, parts, found, out) in enumerate(answers("uneven")):
        close(whole, np.concatenate(xs))
        for part, x in zip(parts, xs, strict=True):
            close(part, x)
        for one, op in zip(found, ("sum", "min", "max", "avg"), strict=True):
            close(one, np.split(combined(wholes, op), cuts)[rank])
        close(out, sum(made(size, (rank + 1, 2), seed=2 + rank)))


def test_exchanges(size: int, answers) -> None:
    xs = [_made(rank, (sum(sizes_of(rank, size)), 3)) for rank in range(size)]
    parts = [np.split(x, np.cumsum(sizes_of(rank, size))[:-1]) for rank, x in enumerate(xs)]
    for rank, (out, by_matrix, outs) in enumerate(answers("exchanges")):
        mine = [of_one[rank] for of_one in parts]
        assert [len(part) for part in mine] == comes_to(rank, size)
        close(out, np.concatenate(mine))
        close(by_matrix, np.concatenate(mine))
        for one, part in zip(outs, mine, strict=True):
            close(one, part)


def test_whole_tensors(size: int, answers) -> None:
    wholes, xs = made(size, (2 * size, 3)), made(size)
    for rank, (part, whole, summed, gathered, came, is_handle) in enumerate(answers("whole_tensors")):
        close(part, np.split(wholes[1], size)[rank])
        close(whole, np.concatenate(xs) if rank == 0 else wholes[rank])
        close(summed, sum(xs))
        close(gathered, np.concatenate(xs))
        close(came, xs[rank ^ 1])
        assert is_handle


def test_batches(size: int, answers) -> None:
    for rank, (first, second, third, fourth) in enumerate(answers("batches")):
        close(first, 0.0)
        close(second, made(size)[(rank - 1) % size])
        close(third, made(size, seed=1)[(rank + 1) % size])
        close(fourth, 0.0)


def test_forms_that_a_program_chooses(size: int, answers) -> None:
    for rank, (*raised, came) in enumerate(answers("forms_that_a_program_chooses")):
        assert [one.kind for one in raised] == ["ValueError", "TypeError", "TypeError", "ValueError"]
        if rank % 2:
            close(came, made(size)[rank - 1])
        else:
            assert came is None


def test_after_what_backward_keeps(size: int, answers) -> None:
    for rank, grad in enumerate(answers("after_what_backward_keeps")):
        close(grad, np.exp(made(size)[rank]))


def test_mistakes(answers) -> None:
    kinds = "Runtime Value Value Value Value Value Value Value Value Runtime Value Type Runtime".split()
    for of_rank in answers("mistakes"):
        assert [one.kind for one in of_rank] == [f"{kind}Error" for kind in kinds]
        assert all(one.message.startswith("For '") for one in of_rank)


def test_what_does_not_agree_is_said_and_not_waited_for(size: int, answers) -> None:
    for raised, total in answers("what_does_not_agree"):
        assert [one.kind for one in raised] == ["RuntimeError"] * 12
        for one in raised:
            assert one.message.startswith("The processes of all ranks ask for different things in ")
            assert all(f"rank {rank}: " in one.message for rank in range(size))
        first = raised[0].message
        assert "rank 0: all_reduce of float32 [2, 3], sum; rank 1: all_reduce of float32 [3, 3], sum" in first
        close(total, sum(made(size)))
