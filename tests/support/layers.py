"""A network of the real MindSpore in a file of its own, since MindSpore's 'O1' writes casts into the source."""

import mindspore.nn as nn


class Layers(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv, self.norm, self.relu = nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU()
        self.flatten, self.dense, self.last = nn.Flatten(), nn.Dense(32, 3), nn.LayerNorm((3,))

    def construct(self, x):
        x = self.conv(x)
        x = self.norm(x)
        x = self.relu(x)
        x = self.flatten(x)
        x = self.dense(x)
        return self.last(x)
