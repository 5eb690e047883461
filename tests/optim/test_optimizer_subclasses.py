"""What programs' own optimizers use of MindSpore's: private members, the tuple of parameters, the arguments kept."""

import copy
import inspect

import mindspore
import numpy as np
import pytest
import torch

import msshim

NAMES = [
    name
    for name, kind in vars(mindspore.nn).items()
    if inspect.isclass(kind) and issubclass(kind, mindspore.nn.Optimizer) and name != "OptTFTWrapper"
]
MEMBERS = (
    "init_learning_rate unique _unique _target target param_rank optim_filter skip_auto_parallel_compile dynamic_lr "
    "dynamic_weight_decay need_scale enable_tuple_broaden param_length"
).split()


def outcome(call):
    try:
        return call()
    except Exception as error:
        return next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")


def made(ms, name):
    params = ms.nn.Dense(2, 3).trainable_params()
    if name == "Optimizer":
        return ms.nn.Optimizer(0.1, params)
    if name == "LARS":
        return ms.nn.LARS(ms.nn.SGD(params, 0.1), lars_filter=len)
    if name == "AdaFactor":
        return ms.nn.AdaFactor(params, None)
    return getattr(ms.nn, name)(params, 0.1, *([0.9] if name == "Momentum" else []))


def aimed(optimizer, target):
    optimizer.target = target
    return optimizer.target


@pytest.mark.parametrize("name", NAMES)
def test_members(name) -> None:
    seen = []
    for ms in (mindspore, msshim):
        optimizer = made(ms, name)
        found = {member: outcome(lambda m=member, o=optimizer: getattr(o, m)) for member in MEMBERS}
        found["_parameters"] = [parameter.name for parameter in optimizer._parameters]
        found["type"] = isinstance(optimizer._parameters, ms.ParameterTuple)
        found["clone"] = [parameter.name for parameter in optimizer._parameters.clone("m", "zeros")]
        found["dynamic"] = optimizer._is_dynamic_lr_or_weight_decay()
        found["flags"] = optimizer.get_flags()
        found["gradients"] = optimizer._grad_sparse_indices_deduplicate(3)
        found["init"] = outcome(lambda o=optimizer: (o.init_args, list(o.init_params)))
        found["targets"] = [outcome(lambda v=v, o=optimizer: aimed(o, v)) for v in ("CPU", "GPU", 3, "TPU")]
        found["unique"] = outcome(lambda o=optimizer: setattr(o, "unique", 1))
        found["locking"] = getattr(optimizer, "use_locking", None) if name != "AdamOffload" else None
        seen.append(found)
    assert seen[1] == seen[0]


@pytest.mark.parametrize("name", NAMES)
def test_relations(name) -> None:
    others = [other for other in NAMES if issubclass(getattr(mindspore.nn, name), getattr(mindspore.nn, other))]
    assert [o for o in NAMES if issubclass(getattr(msshim.nn, name), getattr(msshim.nn, o))] == others


def momentum(ms):
    class Own(ms.nn.Optimizer):
        def __init__(self, params):
            super().__init__(0.1, params, weight_decay=0.01)
            self.moments = self._parameters.clone(prefix="m", init="zeros")
            self.opt = ms.ops.ApplyMomentum()

        def construct(self, gradients):
            gradients = self._grad_sparse_indices_deduplicate(self.decay_weight(gradients))
            if self._is_dynamic_lr_or_weight_decay():
                self.assignadd(self.global_step, self.global_step_increase_tensor)
            done = ()
            for parameter, moment, gradient in zip(self._parameters, self.moments, gradients, strict=True):
                done += (self.opt(parameter, moment, self.get_lr(), gradient, 0.9),)
            return self.broadcast_params(done) if self.use_parallel else done

    return Own


def adam(ms):
    class Own(ms.nn.Adam):
        def construct(self, gradients):
            powers = self.beta1_power * self.beta1, self.beta2_power * self.beta2
            self.beta1_power, self.beta2_power = powers
            return self._apply_adam(self._parameters, *powers, self.moment1, self.moment2, self.get_lr(), gradients)

    return Own


@pytest.mark.parametrize("kind", [momentum, adam])
def test_own_optimizer_trains_as_there(kind) -> None:
    seen = []
    for ms in (mindspore, msshim):
        ms.set_seed(1)
        net = ms.nn.Dense(4, 2)
        step = ms.nn.TrainOneStepCell(ms.nn.WithLossCell(net, ms.nn.MSELoss()), kind(ms)(net.trainable_params()))
        x, y = (ms.Tensor(np.random.RandomState(n).randn(6, k).astype(np.float32)) for n, k in ((0, 4), (1, 2)))
        seen.append([float(step(x, y)) for _ in range(4)])
    np.testing.assert_allclose(seen[1], seen[0], rtol=1e-5)


def test_torch_sees_a_module() -> None:
    """`_parameters` is MindSpore's tuple as a sequence and torch's dict by names."""
    optimizer = momentum(msshim)(msshim.nn.Dense(2, 1).trainable_params())
    held = dict(torch.nn.Module.named_parameters(optimizer))
    assert {"weight", "bias", "m.weight", "m.bias"} <= set(optimizer._parameters.keys())
    assert held and all(tensor is optimizer._parameters[name] for name, tensor in held.items())
    assert [p.name for p in optimizer._parameters] == ["weight", "bias"] and len(optimizer._parameters) == 2
    assert "weight" in optimizer._parameters and optimizer.parameters[0] in tuple(optimizer._parameters)
    other = copy.deepcopy(optimizer)
    other.double()
    assert other._parameters[0].dtype == msshim.float64 and optimizer._parameters[0].dtype == msshim.float32
    optimizer.load_state_dict(optimizer.state_dict(), strict=False)
    optimizer.register_parameter("more", torch.nn.Parameter(torch.ones(1)))
    assert "more" in optimizer._parameters and optimizer._parameters.pop("more").item() == 1
