"""LeNet on scikit-learn's digits: a dataset pipeline, `Model.train` with callbacks, `Model.eval`."""

import mindspore as ms
import mindspore.dataset as ds
import numpy as np
from mindspore import nn
from mindspore.common.initializer import Normal
from mindspore.train import Accuracy, LossMonitor, Model
from sklearn.datasets import load_digits


class LeNet5(nn.Cell):
    def __init__(self, num_class=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 3, pad_mode="same")
        self.conv2 = nn.Conv2d(6, 16, 3, pad_mode="valid")
        self.relu = nn.ReLU()
        self.max_pool2d = nn.MaxPool2d(kernel_size=2, stride=2)
        self.flatten = nn.Flatten()
        self.fc1 = nn.Dense(16 * 3 * 3, 120, weight_init=Normal(0.02))
        self.fc2 = nn.Dense(120, 84, weight_init=Normal(0.02))
        self.fc3 = nn.Dense(84, num_class, weight_init=Normal(0.02))

    def construct(self, x):
        x = self.relu(self.conv1(x))
        x = self.max_pool2d(self.relu(self.conv2(x)))
        x = self.flatten(x)
        x = self.relu(self.fc1(x))
        x = self.relu(self.fc2(x))
        return self.fc3(x)


def create_dataset(images, labels, batch_size=32):
    dataset = ds.NumpySlicesDataset({"image": images, "label": labels}, shuffle=True)
    dataset = dataset.map(lambda x: (x / 16.0).astype(np.float32)[None], input_columns="image")
    return dataset.batch(batch_size, drop_remainder=True)


if __name__ == "__main__":
    ms.set_seed(1)
    ms.set_context(mode=ms.PYNATIVE_MODE)
    digits = load_digits()
    images, labels = digits.images, digits.target.astype(np.int32)
    network = LeNet5()
    loss = nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean")
    optimizer = nn.Momentum(network.trainable_params(), learning_rate=0.05, momentum=0.9)
    model = Model(network, loss, optimizer, metrics={"Accuracy": Accuracy()})
    model.train(2, create_dataset(images[:640], labels[:640]), callbacks=[LossMonitor(5)], dataset_sink_mode=False)
    result = model.eval(create_dataset(images[640:960], labels[640:960]), dataset_sink_mode=False)
    print("accuracy:", round(result["Accuracy"], 3))
