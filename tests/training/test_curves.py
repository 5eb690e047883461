"""50 steps of training, against the real MindSpore: the same losses from the same seed, in the three styles."""

import mindspore
import mindspore.dataset
import numpy as np
import pytest

import msshim
from benchmarks.nets import batches, nets

SIDES = (msshim, mindspore)
BATCH, EPOCHS = {"3D U-Net": 2}, 10
OPTIMIZERS = {
    "LeNet": lambda nn, p: nn.Momentum(p, 0.05, 0.9),
    # A ReLU near 0 flips with the last bit of its input, and a flip moves the curve: at a rate of 0.01 weights that are
    # 1e-7 apart give losses 10 % apart, in msshim alone, too. A small rate keeps a flip below the tolerance.
    "ResNet": lambda nn, p: nn.SGD(p, 1e-4, momentum=0.9, weight_decay=1e-4),
    "LSTM tagger": lambda nn, p: nn.Adam(p, 1e-3),
    # A small eps would make steps of the last bits of gradients that are nearly 0.
    "Transformer": lambda nn, p: nn.AdamWeightDecay(p, 1e-3, eps=1e-4),
    "3D U-Net": lambda nn, p: nn.RMSProp(p, 1e-4),
}


def functional(ms, net, loss, optimizer, data):
    """`value_and_grad`, and a call of the optimizer."""
    step = ms.value_and_grad(lambda x, y: loss(net(x), y), None, optimizer.parameters)
    net.set_train()
    for _ in range(EPOCHS):
        for x, y in data:
            value, gradients = step(ms.Tensor(x), ms.Tensor(y))
            optimizer(gradients)
            yield value


def cells(ms, net, loss, optimizer, data):
    """`TrainOneStepCell` around `WithLossCell`."""
    step = ms.nn.TrainOneStepCell(ms.nn.WithLossCell(net, loss), optimizer).set_train()
    for _ in range(EPOCHS):
        for x, y in data:
            yield step(ms.Tensor(x), ms.Tensor(y))


def model(ms, net, loss, optimizer, data):
    """`Model.train` with a callback."""
    losses = []

    class Keep(ms.train.Callback):
        def on_train_step_end(self, run_context):
            losses.append(run_context.original_args().net_outputs)

    if ms is mindspore:
        x, y = (np.concatenate(part) for part in zip(*data, strict=True))
        data = mindspore.dataset.NumpySlicesDataset((x, y), shuffle=False).batch(len(data[0][0]))
    ms.train.Model(net, loss, optimizer).train(EPOCHS, data, Keep(), dataset_sink_mode=False)
    return losses


@pytest.mark.parametrize("style", [functional, cells, model], ids=lambda style: style.__name__)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_loss_curve(name, style):
    size = BATCH.get(name, 16)
    x, y = batches(name, size)
    data = [(x[i : i + size], y[i : i + size]) for i in range(0, len(x), size)]
    curves, weights = [], []
    for ms in SIDES:
        ms.set_seed(1)
        net = nets(ms)[name]()
        optimizer = OPTIMIZERS[name](ms.nn, net.trainable_params())
        losses = style(ms, net, ms.nn.CrossEntropyLoss(), optimizer, data)
        curves.append([float(loss.asnumpy()) for loss in losses])
        weights.append({p.name: p.asnumpy() for p in net.get_parameters()})
    ours, theirs = curves
    assert len(ours) == 50 and theirs[-1] < theirs[0]
    np.testing.assert_allclose(ours, theirs, rtol=1e-3)
    assert list(weights[0]) == list(weights[1])
    for key, value in weights[1].items():
        scale = max(np.abs(value).max(), 1e-2)
        np.testing.assert_allclose(weights[0][key], value, rtol=1e-3, atol=1e-3 * scale, err_msg=key)
