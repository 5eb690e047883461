"""A vision transformer with dropout: loss scaling, `nn.TrainOneStepWithLossScaleCell`, a callback of its own."""

import mindspore as ms
import mindspore.dataset as ds
import mindspore.nn as nn
import mindspore.ops as ops
import numpy as np
from mindspore import Parameter
from mindspore.common.initializer import TruncatedNormal, initializer
from mindspore.train import Callback, FixedLossScaleManager, Model
from sklearn.datasets import load_digits


class Attention(nn.Cell):
    def __init__(self, dim, num_heads=4):
        super().__init__()
        self.num_heads, self.scale = num_heads, (dim // num_heads) ** -0.5
        self.qkv = nn.Dense(dim, dim * 3)
        self.out = nn.Dense(dim, dim)
        self.softmax = nn.Softmax(axis=-1)

    def construct(self, x):
        b, n, c = x.shape
        qkv = self.qkv(x).reshape(b, n, 3, self.num_heads, c // self.num_heads).transpose(2, 0, 3, 1, 4)
        q, k, v = qkv.unstack(axis=0) if hasattr(qkv, "unstack") else ops.unstack(qkv, axis=0)
        weights = self.softmax(ops.matmul(q, k.swapaxes(-2, -1)) * self.scale)
        return self.out(ops.matmul(weights, v).transpose(0, 2, 1, 3).reshape(b, n, c))


class Block(nn.Cell):
    def __init__(self, dim):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm((dim,), epsilon=1e-6), nn.LayerNorm((dim,), epsilon=1e-6)
        self.attention = Attention(dim)
        self.mlp = nn.SequentialCell(nn.Dense(dim, dim * 2), nn.GELU(approximate=False), nn.Dense(dim * 2, dim))

    def construct(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Cell):
    def __init__(self, dim=32, depth=2, patch=2, classes=10):
        super().__init__()
        self.patches = nn.Conv2d(1, dim, patch, patch, pad_mode="valid", has_bias=True)
        self.cls_token = Parameter(initializer(TruncatedNormal(0.02), (1, 1, dim)), name="cls_token")
        self.position = Parameter(initializer(TruncatedNormal(0.02), (1, 17, dim)), name="position")
        self.dropout = nn.Dropout(p=0.1)
        self.blocks = nn.CellList([Block(dim) for _ in range(depth)])
        self.norm, self.head = nn.LayerNorm((dim,)), nn.Dense(dim, classes)

    def construct(self, x):
        x = self.patches(x).flatten(start_dim=2).swapaxes(1, 2)
        x = ops.concat((ops.broadcast_to(self.cls_token, (x.shape[0], 1, -1)), x), 1)
        x = self.dropout(x + self.position)
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)[:, 0])


class Printer(Callback):
    def on_train_step_end(self, run_context):
        params = run_context.original_args()
        loss = params.net_outputs[0] if isinstance(params.net_outputs, tuple) else params.net_outputs
        print(f"step {params.cur_step_num} loss {loss.asnumpy():.4f}")


if __name__ == "__main__":
    ms.set_seed(5)
    digits = load_digits()
    images, labels = (digits.images[:160, None] / 16).astype(np.float32), digits.target[:160].astype(np.int32)
    dataset = ds.NumpySlicesDataset((images, labels), ["image", "label"], shuffle=False).batch(32)
    net = VisionTransformer()
    loss = nn.CrossEntropyLoss(label_smoothing=0.1)
    optimizer = nn.AdamWeightDecay(net.trainable_params(), learning_rate=5e-4, weight_decay=0.05, eps=1e-4)
    scale = FixedLossScaleManager(128.0, drop_overflow_update=False)
    model = Model(net, loss, optimizer, loss_scale_manager=scale)
    model.train(1, dataset, callbacks=[Printer()], dataset_sink_mode=False)
