"""A ResNet on a folder of photographs: ImageFolderDataset, transforms of images, and `Model.train`."""

import os
import tempfile

import mindspore as ms
import mindspore.dataset as ds
import mindspore.dataset.vision as vision
import numpy as np
from mindspore import nn, ops, train
from mindspore.dataset import transforms
from PIL import Image
from resnet import ResidualBlock
from sklearn.datasets import load_sample_images

MEAN, STD = [123.7, 116.3, 103.5], [58.4, 57.1, 57.4]


class ResNet(nn.Cell):
    def __init__(self, channels=(8, 16, 32), num_classes=2):
        super().__init__()
        self.stem = nn.SequentialCell(
            nn.Conv2d(3, channels[0], 3, stride=2, pad_mode="pad", padding=1), nn.BatchNorm2d(channels[0]), nn.ReLU()
        )
        pairs = zip((channels[0], *channels[:-1]), channels, strict=True)
        self.blocks = nn.SequentialCell([ResidualBlock(cin, cout, 1 + (cin != cout)) for cin, cout in pairs])
        self.head = nn.Dense(channels[-1], num_classes)

    def construct(self, x):
        return self.head(ops.mean(self.blocks(self.stem(x)), (2, 3)))


def write_crops(folder, count):
    """Crops of the two photographs that scikit-learn brings, a folder for each: china and flower."""
    random = np.random.default_rng(1)
    for name, photograph in zip(("china", "flower"), load_sample_images().images, strict=True):
        os.makedirs(os.path.join(folder, name))
        for number in range(count):
            y, x = (int(random.integers(0, size - 96)) for size in photograph.shape[:2])
            crop = Image.fromarray(photograph[y : y + 96, x : x + 96])
            crop.save(os.path.join(folder, name, f"{number:03}.jpg"), quality=90)


def create_dataset(folder, training, batch_size=16):
    dataset = ds.ImageFolderDataset(folder, shuffle=training)
    if training:
        steps = [
            vision.Decode(),
            vision.RandomResizedCrop(64, scale=(0.4, 1.0)),
            vision.RandomHorizontalFlip(0.5),
            vision.RandomColorAdjust(0.3, 0.3, 0.3),
        ]
    else:
        steps = [vision.Decode(), vision.Resize(72), vision.CenterCrop(64)]
    steps += [vision.Normalize(MEAN, STD), vision.HWC2CHW()]
    dataset = dataset.map(steps, "image", num_parallel_workers=1)
    dataset = dataset.map(transforms.TypeCast(ms.int32), "label", num_parallel_workers=1)
    return dataset.batch(batch_size, drop_remainder=training)


def main():
    ms.set_seed(3)
    with tempfile.TemporaryDirectory() as folder:
        for part, count in (("train", 48), ("val", 16)):
            write_crops(os.path.join(folder, part), count)
        data = create_dataset(os.path.join(folder, "train"), training=True)
        net = ResNet()
        rate = nn.cosine_decay_lr(1e-4, 2e-3, total_step=18, step_per_epoch=6, decay_epoch=3)
        optimizer = nn.Momentum(net.trainable_params(), rate, 0.9, weight_decay=1e-4)
        loss = nn.CrossEntropyLoss(label_smoothing=0.1)
        model = train.Model(net, loss, optimizer, metrics={"accuracy"})
        model.train(3, data, callbacks=[train.LossMonitor(2)], dataset_sink_mode=False)
        print(model.eval(create_dataset(os.path.join(folder, "val"), training=False), dataset_sink_mode=False))


if __name__ == "__main__":
    main()
