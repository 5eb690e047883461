"""A small ResNet: the functional style, `value_and_grad` and an optimizer with a schedule and weight decay."""

import mindspore as ms
import mindspore.dataset as ds
import mindspore.nn as nn
import mindspore.ops as ops
import numpy as np
from mindspore.ops import operations as P
from sklearn.datasets import load_digits


class ResidualBlock(nn.Cell):
    def __init__(self, in_channel, out_channel, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channel, out_channel, 3, stride, pad_mode="same", weight_init="HeUniform")
        self.bn1 = nn.BatchNorm2d(out_channel, momentum=0.9)
        self.conv2 = nn.Conv2d(out_channel, out_channel, 3, pad_mode="same", weight_init="HeUniform")
        self.bn2 = nn.BatchNorm2d(out_channel, momentum=0.9, gamma_init="ones")
        self.relu = nn.ReLU()
        self.add = P.Add()
        self.down_sample = stride != 1 or in_channel != out_channel
        if self.down_sample:
            self.down_sample_layer = nn.SequentialCell(
                [nn.Conv2d(in_channel, out_channel, 1, stride), nn.BatchNorm2d(out_channel, momentum=0.9)]
            )

    def construct(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.down_sample:
            identity = self.down_sample_layer(identity)
        return self.relu(self.add(out, identity))


class ResNet(nn.Cell):
    def __init__(self, channels=(8, 16, 32), num_classes=10):
        super().__init__()
        layers = [nn.Conv2d(1, channels[0], 3), nn.BatchNorm2d(channels[0]), nn.ReLU()]
        cin = channels[0]
        for cout in channels:
            layers.append(ResidualBlock(cin, cout, stride=1 if cin == cout else 2))
            cin = cout
        self.layers = nn.SequentialCell(layers)
        self.mean = P.ReduceMean(keep_dims=False)
        self.end_point = nn.Dense(channels[-1], num_classes)

    def construct(self, x):
        return self.end_point(self.mean(self.layers(x), (2, 3)))


def main():
    ms.set_seed(2)
    digits = load_digits()
    items = [
        ((image[None] / 16).astype(np.float32), np.int32(label))
        for image, label in zip(digits.images, digits.target, strict=True)
    ]
    data = ds.GeneratorDataset(items[:256], column_names=["data", "label"], shuffle=True).batch(32)
    net = ResNet()
    loss_fn = nn.CrossEntropyLoss()
    rate = nn.cosine_decay_lr(1e-5, 1e-3, total_step=24, step_per_epoch=8, decay_epoch=3)
    decayed = [p for p in net.trainable_params() if "beta" not in p.name and "gamma" not in p.name]
    others = [p for p in net.trainable_params() if "beta" in p.name or "gamma" in p.name]
    groups = [{"params": decayed, "weight_decay": 1e-4}, {"params": others}, {"order_params": net.trainable_params()}]
    optimizer = nn.SGD(groups, learning_rate=rate, momentum=0.9)

    def forward_fn(x, label):
        logits = net(x)
        return loss_fn(logits, label), logits

    grad_fn = ms.value_and_grad(forward_fn, None, optimizer.parameters, has_aux=True)
    net.set_train()
    for epoch in range(3):
        for step, (x, label) in enumerate(data.create_tuple_iterator()):
            (loss, logits), grads = grad_fn(x, label)
            loss = ops.depend(loss, optimizer(grads))
            if step % 4 == 0:
                correct = (logits.argmax(1) == label).astype(ms.float32).mean()
                print(f"epoch {epoch} step {step} loss {loss.asnumpy():.4f} accuracy {correct.asnumpy():.3f}")


if __name__ == "__main__":
    main()
