"""A residual net trained by several processes, each on its part of the images: plain MindSpore, nothing of msshim.

    torchrun --nproc-per-node=2 -m msshim examples/data_parallel.py --epochs 6 --folder run

Run again, it goes on from the last checkpoint in the folder.
"""

import argparse
import os

import mindspore as ms
import numpy as np
from mindspore import communication, nn, ops, train
from mindspore import dataset as ds


class Block(nn.Cell):
    """Two convolutions beside a shortcut; normalised over the images of all processes."""

    def __init__(self, channels: int, out_channels: int, stride: int) -> None:
        super().__init__()
        self.body = nn.SequentialCell(
            nn.Conv2d(channels, out_channels, 3, stride),
            nn.SyncBatchNorm(out_channels),
            nn.ReLU(),
            nn.Conv2d(out_channels, out_channels, 3),
            nn.SyncBatchNorm(out_channels),
        )
        self.shortcut = nn.Conv2d(channels, out_channels, 1, stride)

    def construct(self, x: ms.Tensor) -> ms.Tensor:
        return ops.relu(self.body(x) + self.shortcut(x))


def network() -> nn.Cell:
    """Three blocks and a classifier of four classes."""
    return nn.SequentialCell(
        Block(3, 8, 1), Block(8, 16, 2), Block(16, 32, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dense(32, 4)
    )


def images(rank: int, size: int) -> ds.Dataset:
    """128 images, each brighter in one of its quarters; a process reads every `size`-th."""
    rng = np.random.default_rng(0)
    labels = np.arange(128, dtype=np.int32) % 4
    pixels = rng.normal(size=(128, 3, 16, 16)).astype(np.float32)
    for image, label in zip(pixels, labels, strict=True):
        row, column = divmod(int(label), 2)
        image[:, 8 * row : 8 * row + 8, 8 * column : 8 * column + 8] += 0.5
    data = ds.NumpySlicesDataset((pixels, labels), shuffle=False, num_shards=size, shard_id=rank)
    return data.batch(32 // size)


class Curve(train.Callback):
    """Prints the loss that each process has in each epoch."""

    def __init__(self, rank: int) -> None:
        super().__init__()
        self.rank = rank

    def on_train_epoch_end(self, run_context: train.RunContext) -> None:
        params = run_context.original_args()
        print(f"rank {self.rank} epoch {params.cur_epoch_num} loss {float(params.net_outputs):.6f}", flush=True)


def main() -> None:
    """Train, from the last checkpoint where there is one."""
    options = argparse.ArgumentParser()
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--folder", default="run")
    args = options.parse_args()

    communication.init()
    rank, size = communication.get_rank(), communication.get_group_size()
    ms.set_auto_parallel_context(device_num=size, parallel_mode="data_parallel", gradients_mean=True)
    ms.set_seed(1)  # the same initial weights everywhere

    net, data = network(), images(rank, size)
    optimizer = nn.Momentum(net.trainable_params(), learning_rate=0.05, momentum=0.9)
    model = train.Model(net, nn.CrossEntropyLoss(), optimizer)

    done = 0
    files = [name for name in (os.listdir(args.folder) if os.path.isdir(args.folder) else ()) if name.endswith(".ckpt")]
    if files:
        done, last = max((int(name.split("-")[1].split("_")[0]), name) for name in files)
        ms.load_param_into_net(model.train_network, ms.load_checkpoint(os.path.join(args.folder, last)))
        print(f"rank {rank} goes on from {last}", flush=True)

    callbacks: list[train.Callback] = [Curve(rank)]
    if rank == 0:
        config = train.CheckpointConfig(save_checkpoint_steps=data.get_dataset_size(), keep_checkpoint_max=3)
        callbacks.append(train.ModelCheckpoint("net", args.folder, config))
    if done < args.epochs:
        model.train(args.epochs, data, callbacks=callbacks, dataset_sink_mode=False, initial_epoch=done)
    print(f"rank {rank} of {size}: weights {sum(float(p.abs().sum()) for p in net.trainable_params()):.4f}", flush=True)


if __name__ == "__main__":
    main()
