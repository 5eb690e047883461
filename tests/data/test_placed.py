"""Batches become Tensors where new ones stand, on CUDA by way of pinned memory; without one torch only hears of it."""

import numpy as np
import pytest
import torch

import msshim
import msshim.dataset
from msshim._src.data import placed

ROWS = {
    "numbers": np.arange(6, dtype=np.float32).reshape(2, 3),
    "a number": np.array(3, np.int32),
    "whether": np.array([True, False]),
    "none": np.zeros((2, 0), np.float16),
    "backwards": np.arange(4)[::-1],
}


class Told:
    """What became of a tensor: pinned, then copied to a device."""

    def __init__(self, monkeypatch) -> None:
        self.steps: list[str] = []
        monkeypatch.setattr(torch, "get_default_device", lambda: torch.device("cuda:1"))
        monkeypatch.setattr(torch.Tensor, "pin_memory", self.pin)
        monkeypatch.setattr(torch.Tensor, "to", self.to)

    @property
    def pin(self):
        def pin_memory(tensor):
            self.steps.append(f"pinned {tensor.device}")
            return tensor

        return pin_memory

    @property
    def to(self):
        to_any = torch.Tensor.to

        def to(tensor, device, *args, non_blocking=False, **options):
            if not isinstance(device, torch.device):
                return to_any(tensor, device, *args, **options)
            self.steps.append(f"to {device}, {non_blocking=}")
            return tensor

        return to


@pytest.mark.parametrize("name", ROWS)
def test_on_cuda(name, monkeypatch) -> None:
    value = ROWS[name]
    with monkeypatch.context() as patch:
        told = Told(patch)
        made = placed.placing()(value)
    assert told.steps == ["pinned cpu", "to cuda:1, non_blocking=True"]
    expected = msshim.Tensor(value)
    assert made.dtype == expected.dtype and made.shape == expected.shape
    np.testing.assert_array_equal(made.asnumpy(), value)


def test_a_pipeline_on_cuda(monkeypatch) -> None:
    """Numbers go that way, texts stay on the host."""
    data = msshim.dataset.NumpySlicesDataset(([1.0, 2.0], ["a", "b"]), ["x", "y"], shuffle=False).batch(2)
    with monkeypatch.context() as patch:
        told = Told(patch)
        rows = list(data.create_tuple_iterator(num_epochs=1))
    assert len(told.steps) == 2
    assert rows[0][1].tolist() == ["a", "b"]


def test_elsewhere() -> None:
    assert placed.placing() is msshim.Tensor


if torch.cuda.is_available():

    def test_on_a_gpu() -> None:
        """As it is: values arrive whole though nobody waits, in sink mode and without it."""
        msshim.set_context(device_target="GPU")
        try:
            values = np.random.default_rng(0).normal(size=(8, 1 << 20)).astype(np.float32)
            data = msshim.dataset.NumpySlicesDataset(values, ["x"], shuffle=False).batch(1)
            found = [(x * 2).asnumpy() for (x,) in data.create_tuple_iterator(num_epochs=1)]
            np.testing.assert_array_equal(np.concatenate(found), values * 2)
            assert all(x.device != "CPU" for (x,) in data.create_tuple_iterator(num_epochs=1))
            call = msshim.data_sink(lambda x: (x * 2).asnumpy(), data)
            np.testing.assert_array_equal(np.concatenate([call() for _ in range(8)]), values * 2)
        finally:
            msshim.set_context(device_target="CPU")
