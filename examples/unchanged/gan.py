"""A GAN with Conv2dTranspose on digits: two nets, two optimizers, cells of one training step each."""

import mindspore as ms
import mindspore.nn as nn
import mindspore.ops as ops
import numpy as np
from mindspore import Tensor
from mindspore.common.initializer import Normal
from sklearn.datasets import load_digits


class Generator(nn.Cell):
    def __init__(self, latent=16):
        super().__init__()
        self.fc = nn.Dense(latent, 32 * 2 * 2, weight_init=Normal(0.02))
        self.up1 = nn.Conv2dTranspose(32, 16, 4, 2, pad_mode="pad", padding=1, weight_init=Normal(0.02))
        self.bn1 = nn.BatchNorm2d(16)
        self.up2 = nn.Conv2dTranspose(16, 1, 4, 2, pad_mode="pad", padding=1, weight_init=Normal(0.02), has_bias=True)
        self.relu, self.tanh = nn.ReLU(), nn.Tanh()

    def construct(self, z):
        x = ops.reshape(self.fc(z), (-1, 32, 2, 2))
        x = self.relu(self.bn1(self.up1(x)))
        return self.tanh(self.up2(x))


class Discriminator(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 4, 2, pad_mode="pad", padding=1, weight_init=Normal(0.02), has_bias=True)
        self.conv2 = nn.Conv2d(16, 32, 4, 2, pad_mode="pad", padding=1, weight_init=Normal(0.02), has_bias=True)
        self.leaky, self.flatten = nn.LeakyReLU(0.2), nn.Flatten()
        self.fc = nn.Dense(32 * 2 * 2, 1)

    def construct(self, x):
        x = self.leaky(self.conv2(self.leaky(self.conv1(x))))
        return self.fc(self.flatten(x))


class GeneratorLoss(nn.Cell):
    def __init__(self, generator, discriminator):
        super().__init__(auto_prefix=True)
        self.generator, self.discriminator = generator, discriminator
        self.loss_fn = nn.BCEWithLogitsLoss()

    def construct(self, z):
        logits = self.discriminator(self.generator(z))
        return self.loss_fn(logits, ops.ones_like(logits))


class DiscriminatorLoss(nn.Cell):
    def __init__(self, generator, discriminator):
        super().__init__(auto_prefix=True)
        self.generator, self.discriminator = generator, discriminator
        self.loss_fn = nn.BCEWithLogitsLoss()

    def construct(self, real, z):
        fake = ops.stop_gradient(self.generator(z))
        on_real, on_fake = self.discriminator(real), self.discriminator(fake)
        return self.loss_fn(on_real, ops.ones_like(on_real)) + self.loss_fn(on_fake, ops.zeros_like(on_fake))


if __name__ == "__main__":
    ms.set_seed(3)
    images = (load_digits().images[:320, None] / 8 - 1).astype(np.float32)
    generator, discriminator = Generator(), Discriminator()
    for prefix, net in (("generator", generator), ("discriminator", discriminator)):
        net.update_parameters_name(prefix + ".")
    optimizer_g = nn.Adam(generator.trainable_params(), learning_rate=2e-4, beta1=0.5)
    optimizer_d = nn.Adam(discriminator.trainable_params(), learning_rate=2e-4, beta1=0.5)
    step_g = nn.TrainOneStepCell(GeneratorLoss(generator, discriminator), optimizer_g)
    step_d = nn.TrainOneStepCell(DiscriminatorLoss(generator, discriminator), optimizer_d)
    step_g.set_train()
    step_d.set_train()
    for i in range(20):
        real = Tensor(images[16 * i : 16 * (i + 1)])
        z = ops.standard_normal((16, 16))
        loss_d, loss_g = step_d(real, z), step_g(z)
        if i % 4 == 0:
            print(f"step {i} loss_d {loss_d.asnumpy():.4f} loss_g {loss_g.asnumpy():.4f}")
    print("mean of a sample:", f"{generator(ops.ones((1, 16))).mean().asnumpy():.4f}")
