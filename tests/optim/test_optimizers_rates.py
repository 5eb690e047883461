"""Every optimizer with every kind of learning rate, weight decay and group, 20 steps, against the real MindSpore."""

import mindspore
import pytest
from raising import raises
from test_optimizers import compare, made

import msshim

FACTOR = "relative_step=False, scale_parameter=False"
OPTIMIZERS = {
    **dict.fromkeys(("SGD", "Adam", "AdamOffload", "LazyAdam", "AdamWeightDecay", "AdaMax", "Adagrad"), ""),
    **dict.fromkeys(("ProximalAdagrad", "Adadelta", "RMSProp", "Rprop", "ASGD", "FTRL"), ""),
    "Momentum": "momentum=0.9",
    "AdaFactor": FACTOR,
}
DECAYING = "nn.ExponentialDecayLR(0.1, 0.9, 4)"
FORMS = [
    *(
        f"params, learning_rate={rate}"
        for rate in (
            "0.05",
            "Tensor(0.05, ms.float32)",
            "[0.1, 0.05, 0.02, 0.01] * 5",
            "Tensor([0.1, 0.05] * 10, ms.float32)",
            "nn.CosineDecayLR(0.01, 0.1, 10)",
            "nn.WarmUpLR(0.1, 5)",
            "Own()",
        )
    ),
    "[{'params': params[:2], 'lr': 0.05}, {'params': params[2:]}], learning_rate=0.02",
    "[{'params': params[:2], 'lr': 0.05}, {'params': params[2:]}], learning_rate=[0.1, 0.05] * 10, weight_decay=0.01",
    "[{'params': params[:2], 'lr': nn.WarmUpLR(0.1, 5)}, {'params': params[2:], 'lr': 0.02}], learning_rate=0.1",
    "[{'params': params[:2], 'lr': [0.1, 0.2] * 10}, {'params': params[2:]}], learning_rate=0.1",
    "[{'params': params[:2], 'weight_decay': 0.05}, {'params': params[2:]}], learning_rate=0.02, weight_decay=0.01",
    f"[{{'params': params[:2], 'weight_decay': {DECAYING}}}, {{'params': params[2:]}}], learning_rate=0.02",
    "[{'params': params[2:], 'lr': 0.05, 'weight_decay': 0.01}, {'params': params[:2]}, {'order_params': params}], "
    "learning_rate=0.02",
    "[{'params': params, 'grad_centralization': False, 'weight_decay': 0}], learning_rate=0.02, weight_decay=0.01",
    "params, learning_rate=0.02, weight_decay=0.05",
    "params, learning_rate=0.02, weight_decay=1",
    f"params, learning_rate=0.02, weight_decay={DECAYING}",
    f"params, learning_rate=nn.WarmUpLR(0.1, 5), weight_decay={DECAYING}",
    f"params, learning_rate=0.02, loss_scale=8.0, weight_decay={DECAYING}",
    "params, learning_rate=0.02, loss_scale=2, weight_decay=0.02",
]
# MindSpore's AdaFactor takes learning rates of groups and fails in the first step.
UNABLE = {("AdaFactor", form) for form in FORMS if "'lr'" in form}


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name in OPTIMIZERS for form in FORMS if (name, form) not in UNABLE]
)
def test_rates_decays_and_groups(name, form) -> None:
    text = f"{form}, {OPTIMIZERS[name]}"
    try:
        made(mindspore, name, text)
    except (TypeError, ValueError) as refused:  # an option that this optimizer does not take
        with raises(type(refused)):
            made(msshim, name, text)
    else:
        compare(name, text, "float32", 1e-5)


@pytest.mark.parametrize(("name", "form"), sorted(UNABLE))
def test_rates_that_mindspore_fails_with(name, form) -> None:
    with raises(ValueError):
        compare(name, f"{form}, {FACTOR}", "float32", 1e-5, (mindspore, mindspore))


@pytest.mark.parametrize(
    "form",
    [
        "(p for p in params), 0.1",
        "ms.ParameterTuple(params), 0.1",
        "params, Tensor(0.05, ms.float64)",
        "params, 1",
        "params, iter([0.1, 0.05] * 10)",
        "params, nn.PolynomialDecayLR(0.1, 0.01, 10, 0.5)",
        "params, nn.ExponentialDecayLR(0.1, 0.9, 4, True)",
        "params, nn.NaturalExpDecayLR(0.1, 0.9, 4)",
        "params, nn.InverseDecayLR(0.1, 0.9, 4)",
        "params, nn.cosine_decay_lr(0.01, 0.1, 20, 5, 4)",
    ],
)
def test_forms_of_any(form) -> None:
    compare("Momentum", f"{form}, 0.9", "float32", 1e-5)


ADAM = ["use_nesterov=True", "use_amsgrad=True", "use_lazy=True", "use_offload=True"]
GROUPED = [form for form in FORMS if "{" in form and "loss_scale" not in form]


@pytest.mark.parametrize("form", GROUPED)
@pytest.mark.parametrize("option", ADAM)
def test_forms_of_adam(option, form) -> None:
    compare("Adam", f"{form}, loss_scale=4.0, {option}", "float32", 1e-5)
