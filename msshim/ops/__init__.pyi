# Written from the tables by `make generate`; a test fails when it is stale.
import builtins as _builtins
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import overload as _overload

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore.ops` on torch."""

class ACos(_Primitive):
    """The arc cosine."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Abs(_Primitive):
    """The absolute value."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AccumulateNV2(_Primitive):
    """The sum of several tensors of one shape."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class Acosh(_Primitive):
    """The inverse hyperbolic cosine."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Adam(_Primitive):
    """One step of Adam."""

    def __init__(self, use_locking: _builtins.bool = ..., use_nesterov: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, v: _Tensor | _Torch, beta1_power: _Any, beta2_power: _Any, lr: _Any, beta1: _Any, beta2: _Any, epsilon: _Any, gradient: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdamNoUpdateParam(_Primitive):
    """What one step of Adam adds to the weights."""

    def __init__(self, use_locking: _builtins.bool = ..., use_nesterov: _builtins.bool = ...) -> None: ...
    def __call__(self, m: _Tensor | _Torch, v: _Tensor | _Torch, beta1_power: _Tensor | _Torch | _builtins.float, beta2_power: _Tensor | _Torch | _builtins.float, lr: _Tensor | _Torch | _builtins.float, beta1: _Tensor | _Torch | _builtins.float, beta2: _Tensor | _Torch | _builtins.float, epsilon: _Tensor | _Torch | _builtins.float, gradient: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdamWeightDecay(_Primitive):
    """One step of Adam with decaying weights."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, v: _Tensor | _Torch, lr: _Any, beta1: _Any, beta2: _Any, epsilon: _Any, decay: _Any, gradient: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveAvgPool2D(_Primitive):
    """The means of as many windows as the size says."""

    def __init__(self, output_size: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveAvgPool3D(_Primitive):
    """The means of as many windows as the size says."""

    def __init__(self, output_size: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveMaxPool2D(_Primitive):
    """The largest values of as many windows as the size says, and where they are."""

    def __init__(self, output_size: _Any) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveMaxPool3D(_Primitive):
    """The largest values of as many windows of volumes, and where they are."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, output_size: _Any) -> _Any: ...  # type: ignore[override]

class Add(_Primitive):
    """input + other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class AddN(_Primitive):
    """The sum of several tensors of one shape."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class Addcdiv(_Primitive):
    """input + value * tensor1 / tensor2."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, tensor1: _Tensor | _Torch, tensor2: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Addcmul(_Primitive):
    """input + value * tensor1 * tensor2."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, tensor1: _Tensor | _Torch, tensor2: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class AdjustHue(_Primitive):
    """The hues turned."""

    def __init__(self) -> None: ...
    def __call__(self, image: _Tensor | _Torch, delta: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdjustSaturation(_Primitive):
    """The saturations scaled."""

    def __init__(self) -> None: ...
    def __call__(self, image: _Tensor | _Torch, scale: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AffineGrid(_Primitive):
    """The places that an affine map takes for each pixel of an output."""

    def __init__(self, align_corners: _builtins.bool = ...) -> None: ...
    def __call__(self, theta: _Tensor | _Torch, output_size: _Any) -> _Any: ...  # type: ignore[override]

class Angle(_Primitive):
    """The argument of complex numbers."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyAdaMax(_Primitive):
    """One step of AdaMax."""

    def __init__(self) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, v: _Tensor | _Torch, beta1_power: _Any, lr: _Any, beta1: _Any, beta2: _Any, epsilon: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyAdadelta(_Primitive):
    """One step of Adadelta."""

    def __init__(self) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, accum_update: _Tensor | _Torch, lr: _Any, rho: _Any, epsilon: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyAdagrad(_Primitive):
    """One step of Adagrad."""

    def __init__(self, update_slots: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, lr: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyAdagradDA(_Primitive):
    """One step of Adagrad on the sum of all gradients."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, gradient_accumulator: _Tensor | _Torch, gradient_squared_accumulator: _Tensor | _Torch, grad: _Tensor | _Torch, lr: _Any, l1: _Any, l2: _Any, global_step: _Any) -> _Any: ...  # type: ignore[override]

class ApplyAdagradV2(_Primitive):
    """One step of Adagrad, with a term that keeps the divisor from 0."""

    def __init__(self, epsilon: _builtins.float, update_slots: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, lr: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyAdamWithAmsgrad(_Primitive):
    """One step of Adam with the largest second moment so far."""

    def __init__(self, beta1: _builtins.float = ..., beta2: _builtins.float = ..., epsilon: _builtins.float = ..., use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, v: _Tensor | _Torch, vhat: _Tensor | _Torch, beta1_power: _Any, beta2_power: _Any, lr: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyAdamWithAmsgradV2(_Primitive):
    """One step of Adam with the largest second moment so far."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, v: _Tensor | _Torch, vhat: _Tensor | _Torch, beta1_power: _Any, beta2_power: _Any, lr: _Any, beta1: _Any, beta2: _Any, epsilon: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyAddSign(_Primitive):
    """One step of AddSign."""

    def __init__(self) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, lr: _Any, alpha: _Any, sign_decay: _Any, beta: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyCenteredRMSProp(_Primitive):
    """One step of RMSProp over the gradients' variance."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, mean_gradient: _Tensor | _Torch, mean_square: _Tensor | _Torch, moment: _Tensor | _Torch, grad: _Tensor | _Torch, learning_rate: _Any, decay: _Any, momentum: _Any, epsilon: _Any) -> _Any: ...  # type: ignore[override]

class ApplyFtrl(_Primitive):
    """One step of FTRL, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, linear: _Tensor | _Torch, grad: _Tensor | _Torch, lr: _Tensor | _Torch | _builtins.float, l1: _Tensor | _Torch | _builtins.float, l2: _Tensor | _Torch | _builtins.float, lr_power: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class ApplyGradientDescent(_Primitive):
    """One step of gradient descent."""

    def __init__(self) -> None: ...
    def __call__(self, var: _Tensor | _Torch, alpha: _Any, delta: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyKerasMomentum(_Primitive):
    """One step with momentum that holds the rate."""

    def __init__(self, use_locking: _builtins.bool = ..., use_nesterov: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, lr: _Tensor | _Torch, grad: _Tensor | _Torch, momentum: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyMomentum(_Primitive):
    """One step with momentum."""

    def __init__(self, use_nesterov: _builtins.bool = ..., use_locking: _builtins.bool = ..., gradient_scale: _builtins.float = ...) -> None: ...
    def __call__(self, variable: _Tensor | _Torch, accumulation: _Tensor | _Torch, learning_rate: _Any, gradient: _Tensor | _Torch, momentum: _Any) -> _Any: ...  # type: ignore[override]

class ApplyPowerSign(_Primitive):
    """One step of PowerSign."""

    def __init__(self) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, lr: _Any, logbase: _Any, sign_decay: _Any, beta: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyProximalAdagrad(_Primitive):
    """One step of Adagrad, then towards 0."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, lr: _Any, l1: _Any, l2: _Any, grad: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyProximalGradientDescent(_Primitive):
    """One step of gradient descent, then towards 0."""

    def __init__(self) -> None: ...
    def __call__(self, var: _Tensor | _Torch, alpha: _Any, l1: _Any, l2: _Any, delta: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ApplyRMSProp(_Primitive):
    """One step of RMSProp."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, mean_square: _Tensor | _Torch, moment: _Tensor | _Torch, learning_rate: _Any, grad: _Tensor | _Torch, decay: _Any, momentum: _Any, epsilon: _Any) -> _Any: ...  # type: ignore[override]

class ApproximateEqual(_Primitive):
    """Where two tensors differ by less than the tolerance."""

    def __init__(self, tolerance: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, y: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ArgMaxWithValue(_Primitive):
    """The index of the largest value along an axis, and the value."""

    def __init__(self, axis: _builtins.int = ..., keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ArgMinWithValue(_Primitive):
    """The index of the smallest value along an axis, and the value."""

    def __init__(self, axis: _builtins.int = ..., keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Argmax(_Primitive):
    """The index of the largest value along an axis."""

    def __init__(self, axis: _builtins.int = ..., output_type: _Type | None = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Argmin(_Primitive):
    """The index of the smallest value along an axis."""

    def __init__(self, axis: _builtins.int = ..., output_type: _Type | None = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Asin(_Primitive):
    """The arc sine."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Asinh(_Primitive):
    """The inverse hyperbolic sine."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Assert(_Primitive):
    """An error where a condition does not hold."""

    def __init__(self, summarize: _builtins.int = ...) -> None: ...
    def __call__(self, condition: _Any, inputs: _Any) -> _Any: ...  # type: ignore[override]

class Assign(_Primitive):
    """Give a parameter a value."""

    def __init__(self) -> None: ...
    def __call__(self, variable: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class AssignAdd(_Primitive):
    """Add to a parameter."""

    def __init__(self) -> None: ...
    def __call__(self, variable: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class AssignSub(_Primitive):
    """Subtract from a parameter."""

    def __init__(self) -> None: ...
    def __call__(self, variable: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Atan(_Primitive):
    """The arc tangent."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Atan2(_Primitive):
    """The angle of the point (other, input)."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Atanh(_Primitive):
    """The inverse hyperbolic tangent."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool(_Primitive):
    """The means of windows."""

    def __init__(self, kernel_size: _Any = ..., strides: _Any = ..., pad_mode: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool3D(_Primitive):
    """The means of windows of volumes."""

    def __init__(self, kernel_size: _Any = ..., strides: _Any = ..., pad_mode: _Any = ..., pad: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ..., divisor_override: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BCEWithLogitsLoss(_Primitive):
    """The binary cross entropy of logits."""

    def __init__(self, reduction: _builtins.str = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., posWeight: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class BartlettWindow(_Primitive):
    """A triangle from 0 over 1 to 0."""

    def __init__(self, periodic: _builtins.bool = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self, window_length: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchMatMul(_Primitive):
    """The products of matrices in two batches, each transposed if wanted."""

    def __init__(self, transpose_a: _builtins.bool = ..., transpose_b: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, y: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm(_Primitive):
    """Batch normalisation."""

    def __init__(self, is_training: _builtins.bool = ..., epsilon: _Any = ..., momentum: _Any = ..., data_format: _builtins.str = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, scale: _Tensor | _Torch, bias: _Tensor | _Torch, mean: _Tensor | _Torch, variance: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchToSpace(_Primitive):
    """Parts of the batch as blocks of pixels, of which the ends are cut off."""

    def __init__(self, block_size: _builtins.int, crops: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchToSpaceND(_Primitive):
    """Parts of the batch as blocks of the last axes, of which the ends are cut off."""

    def __init__(self, block_shape: _Any, crops: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchToSpaceNDV2(_Primitive):
    """Parts of the batch as blocks of the last axes, of which the ends are cut off."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, block_shape: _Any, crops: _Any) -> _Any: ...  # type: ignore[override]

class Bernoulli(_Primitive):
    """1 with a probability, else 0."""

    def __init__(self, seed: _builtins.int = ..., offset: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, p: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class BesselI0(_Primitive):
    """Modified Bessel function of the first kind, order 0."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselI0e(_Primitive):
    """Modified Bessel function of the first kind, order 0, times exp(-|x|)."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselI1(_Primitive):
    """Modified Bessel function of the first kind, order 1."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselI1e(_Primitive):
    """Modified Bessel function of the first kind, order 1, times exp(-|x|)."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselJ0(_Primitive):
    """Bessel function of the first kind, order 0."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselJ1(_Primitive):
    """Bessel function of the first kind, order 1."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselK0(_Primitive):
    """Modified Bessel function of the second kind, order 0."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselK0e(_Primitive):
    """Modified Bessel function of the second kind, order 0, times exp(x)."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselK1(_Primitive):
    """Modified Bessel function of the second kind, order 1."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselK1e(_Primitive):
    """Modified Bessel function of the second kind, order 1, times exp(x)."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselY0(_Primitive):
    """Bessel function of the second kind, order 0."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BesselY1(_Primitive):
    """Bessel function of the second kind, order 1."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Betainc(_Primitive):
    """The regularised incomplete beta function."""

    def __init__(self) -> None: ...
    def __call__(self, a: _Tensor | _Torch, b: _Tensor | _Torch, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BiasAdd(_Primitive):
    """The channels' biases added."""

    def __init__(self, data_format: _Any = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, bias: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BinaryCrossEntropy(_Primitive):
    """The binary cross entropy of probabilities."""

    def __init__(self, reduction: _builtins.str = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class Bincount(_Primitive):
    """The sum of the weights of each value below a size."""

    def __init__(self) -> None: ...
    def __call__(self, array: _Tensor | _Torch, size: _Tensor | _Torch, weights: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BitwiseAnd(_Primitive):
    """x1 & x2, bit by bit."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch | _builtins.float, x2: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class BitwiseOr(_Primitive):
    """x1 | x2, bit by bit."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch | _builtins.float, x2: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class BitwiseXor(_Primitive):
    """x1 ^ x2, bit by bit."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch | _builtins.float, x2: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class BlackmanWindow(_Primitive):
    """0.42 - 0.5 * cos + 0.08 * cos of twice the angle, one wave long."""

    def __init__(self, periodic: _builtins.bool = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self, window_length: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BoundingBoxDecode(_Primitive):
    """Anchors moved and stretched, within an image."""

    def __init__(self, max_shape: _Any, means: _Any = ..., stds: _Any = ..., wh_ratio_clip: _Any = ...) -> None: ...
    def __call__(self, anchor_box: _Tensor | _Torch, deltas: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BoundingBoxEncode(_Primitive):
    """What moves and scales anchors to the true boxes."""

    def __init__(self, means: _Any = ..., stds: _Any = ...) -> None: ...
    def __call__(self, anchor_box: _Tensor | _Torch, groundtruth_box: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BroadcastTo(_Primitive):
    """The elements repeated to a shape; -1 keeps an axis."""

    def __init__(self, shape: _Any) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Bucketize(_Primitive):
    """The number of boundaries not above each element."""

    def __init__(self, boundaries: _Any) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CTCGreedyDecoder(_Primitive):
    """The likeliest classes of each step, without blanks."""

    def __init__(self, merge_repeated: _builtins.bool = ...) -> None: ...
    def __call__(self, inputs: _Tensor | _Torch, sequence_length: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CTCLoss(_Primitive):
    """Minus the log-likelihoods of label sequences, and the gradient by the logits."""

    def __init__(self, preprocess_collapse_repeated: _builtins.bool = ..., ctc_merge_repeated: _builtins.bool = ..., ignore_longer_outputs_than_inputs: _builtins.bool = ...) -> None: ...
    def __call__(self, inputs: _Tensor | _Torch, labels_indices: _Tensor | _Torch, labels_values: _Tensor | _Torch, sequence_length: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CTCLossV2(_Primitive):
    """Minus the log-likelihoods of label sequences, and the forward variables."""

    def __init__(self, blank: _builtins.int = ..., reduction: _Any = ..., zero_infinity: _builtins.bool = ...) -> None: ...
    def __call__(self, log_probs: _Tensor | _Torch, targets: _Tensor | _Torch, input_lengths: _Tensor | _Torch, target_lengths: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Cast(_Primitive):
    """A tensor or number in another dtype."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch | _builtins.float, dtype: _Type | None) -> _Any: ...  # type: ignore[override]

class Cauchy(_Primitive):
    """Numbers of Cauchy's distribution."""

    def __init__(self, size: _Any, median: _builtins.float = ..., sigma: _builtins.float = ...) -> None: ...
    def __call__(self) -> _Any: ...  # type: ignore[override]

class Cdist(_Primitive):
    """The p-norm distance of each two rows."""

    def __init__(self, p: _Any = ...) -> None: ...
    def __call__(self, x1: _Tensor | _Torch, x2: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CeLU(_Primitive):
    """max(0, x) + min(0, alpha * (exp(x / alpha) - 1))."""

    def __init__(self, alpha: _builtins.float = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Ceil(_Primitive):
    """The least integer not below."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ChannelShuffle(_Primitive):
    """Channels of groups interleaved."""

    def __init__(self, group: _builtins.int) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CheckNumerics(_Primitive):
    """The input, or a RuntimeError where it has nan or inf."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CheckValid(_Primitive):
    """Whether boxes lie within the image."""

    def __init__(self) -> None: ...
    def __call__(self, bboxes: _Tensor | _Torch, img_metas: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Cholesky(_Primitive):
    """The triangular root."""

    def __init__(self, upper: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CholeskyInverse(_Primitive):
    """The inverse of the matrix with a triangular root."""

    def __init__(self, upper: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CholeskySolve(_Primitive):
    """The solution of equations of the matrix with a triangular root."""

    def __init__(self, upper: _builtins.bool = ...) -> None: ...
    def __call__(self, x1: _Tensor | _Torch, x2: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Coalesce(_Primitive):
    """A sparse tensor with each coordinate once, in order."""

    def __init__(self) -> None: ...
    def __call__(self, x_indices: _Tensor | _Torch, x_values: _Tensor | _Torch, x_shape: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Col2Im(_Primitive):
    """Images from windows, which add where they overlap."""

    def __init__(self, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, output_size: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CombinedNonMaxSuppression(_Primitive):
    """The best boxes of all classes, suppressed within each."""

    def __init__(self, pad_per_class: _builtins.bool = ..., clip_boxes: _builtins.bool = ...) -> None: ...
    def __call__(self, boxes: _Tensor | _Torch, scores: _Tensor | _Torch, max_output_size_per_class: _Tensor | _Torch, max_total_size: _Tensor | _Torch, iou_threshold: _Tensor | _Torch, score_threshold: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CompareAndBitpack(_Primitive):
    """Whether each element is above a threshold, eight answers in a byte."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, threshold: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Complex(_Primitive):
    """Complex numbers from their parts."""

    def __init__(self) -> None: ...
    def __call__(self, real: _Tensor | _Torch, imag: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ComplexAbs(_Primitive):
    """The absolute value of complex numbers."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ComputeAccidentalHits(_Primitive):
    """Where drawn classes are true ones, and weights that take them out."""

    def __init__(self, num_true: _builtins.int = ...) -> None: ...
    def __call__(self, true_classes: _Tensor | _Torch, sampled_candidates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Concat(_Primitive):
    """Join tensors along an existing axis."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def __call__(self, tensors: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class ConfusionMatrix(_Primitive):
    """How often each class was taken for each."""

    def __init__(self, num_classes: _builtins.int, dtype: _builtins.str = ...) -> None: ...
    def __call__(self, labels: _Tensor | _Torch, predictions: _Tensor | _Torch, weights: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class Conj(_Primitive):
    """The complex conjugate."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ConjugateTranspose(_Primitive):
    """The axes in another order, conjugate."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, perm: _Any) -> _Any: ...  # type: ignore[override]

class Conv2D(_Primitive):
    """The two-dimensional convolution."""

    def __init__(self, out_channel: _builtins.int, kernel_size: _Any, mode: _Any = ..., pad_mode: _Any = ..., pad: _Any = ..., stride: _Any = ..., dilation: _Any = ..., group: _builtins.int = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, w: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv2DBackpropInput(_Primitive):
    """What a convolution's input gets from the gradient of its output."""

    def __init__(self, out_channel: _Any, kernel_size: _Any, pad_mode: _Any = ..., pad: _Any = ..., pad_list: _Any = ..., mode: _Any = ..., stride: _Any = ..., dilation: _Any = ..., group: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, out_backprop: _Tensor | _Torch, filter: _Tensor | _Torch, input_sizes: _Any) -> _Any: ...  # type: ignore[override]

class Conv2DTranspose(_Primitive):
    """The transposed convolution, to a given size."""

    def __init__(self, out_channel: _Any, kernel_size: _Any, pad_mode: _Any = ..., pad: _Any = ..., pad_list: _Any = ..., mode: _Any = ..., stride: _Any = ..., dilation: _Any = ..., group: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, out_backprop: _Tensor | _Torch, filter: _Tensor | _Torch, input_sizes: _Any) -> _Any: ...  # type: ignore[override]

class Conv3D(_Primitive):
    """The three-dimensional convolution."""

    def __init__(self, out_channel: _Any, kernel_size: _Any, mode: _Any = ..., pad_mode: _Any = ..., pad: _Any = ..., stride: _Any = ..., dilation: _Any = ..., group: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class Conv3DTranspose(_Primitive):
    """The three-dimensional transposed convolution."""

    def __init__(self, in_channel: _Any, out_channel: _Any, kernel_size: _Any, mode: _Any = ..., pad_mode: _Any = ..., pad: _Any = ..., stride: _Any = ..., dilation: _Any = ..., group: _Any = ..., output_padding: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, dout: _Tensor | _Torch, weight: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CopyWithSlice(_Primitive):
    """The values of another tensor, in place."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, y: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Cos(_Primitive):
    """The cosine."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Cosh(_Primitive):
    """The hyperbolic cosine."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CountNonZero(_Primitive):
    """How many elements are not zero."""

    def __init__(self, dims: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CropAndResize(_Primitive):
    """Boxes cut from images and resized."""

    def __init__(self, method: _Any = ..., extrapolation_value: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, boxes: _Tensor | _Torch, box_index: _Tensor | _Torch, crop_size: _Any) -> _Any: ...  # type: ignore[override]

class Cross(_Primitive):
    """The cross product along an axis."""

    def __init__(self, dim: _builtins.int = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CumProd(_Primitive):
    """The products up to each element along an axis."""

    def __init__(self, exclusive: _builtins.bool = ..., reverse: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axis: _Any) -> _Any: ...  # type: ignore[override]

class CumSum(_Primitive):
    """The sums up to each element along an axis."""

    def __init__(self, exclusive: _builtins.bool = ..., reverse: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, axis: _Any) -> _Any: ...  # type: ignore[override]

class Cummax(_Primitive):
    """The largest value up to each element, and its index."""

    def __init__(self, axis: _builtins.int) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Cummin(_Primitive):
    """The smallest value up to each element, and its index."""

    def __init__(self, axis: _builtins.int) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CumulativeLogsumexp(_Primitive):
    """The logarithm of the sum of exp up to each element along an axis."""

    def __init__(self, exclusive: _builtins.bool = ..., reverse: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axis: _Any) -> _Any: ...  # type: ignore[override]

from msshim.core.custom import Custom as Custom
from msshim.core.custom import CustomRegOp as CustomRegOp
class DType(_Primitive):
    """The dtype."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class DataFormatDimMap(_Primitive):
    """For each number of an axis the one that stands there in the other format."""

    def __init__(self, src_format: _Any = ..., dst_format: _Any = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class DataFormatVecPermute(_Primitive):
    """The axes' numbers in the other format's order."""

    def __init__(self, src_format: _Any = ..., dst_format: _Any = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.core.custom import DataType as DataType
class DeformableOffsets(_Primitive):
    """The windows of a deformable convolution, whose taps are moved by offsets."""

    def __init__(self, strides: _Any, pads: _Any, ksize: _Any, dilations: _Any = ..., data_format: _Any = ..., deformable_groups: _Any = ..., modulated: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, offsets: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dense(_Primitive):
    """input times the transposed weight, and the bias."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class Depend(_Primitive):
    """The first value, made to wait for the second."""

    def __init__(self) -> None: ...
    def __call__(self, value: _Tensor | _Torch, expr: _Any) -> _Any: ...  # type: ignore[override]

class DepthToSpace(_Primitive):
    """Blocks of channels as squares of pixels."""

    def __init__(self, block_size: _builtins.int) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class DepthwiseConv2dNative(_Primitive):
    """Each channel convolved with its own kernel."""

    def __init__(self, channel_multiplier: _Any, kernel_size: _Any, mode: _Any = ..., pad_mode: _Any = ..., pad: _Any = ..., stride: _Any = ..., dilation: _Any = ..., group: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, w: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Diag(_Primitive):
    """Twice the axes, with the elements where both halves are equal."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class DiagPart(_Primitive):
    """The elements where both halves of the axes are equal."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Digamma(_Primitive):
    """The logarithmic derivative of the gamma function."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dilation2D(_Primitive):
    """The largest sum of a window and a filter."""

    def __init__(self, stride: _Any, dilation: _Any, pad_mode: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, filter: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Div(_Primitive):
    """input / other, a floating-point number."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class DivNoNan(_Primitive):
    """x1 / x2, and 0 where x2 is 0."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch | _builtins.float, x2: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Dropout(_Primitive):
    """Elements set to 0, the others scaled, and where they are kept."""

    def __init__(self, keep_prob: _Any = ..., Seed0: _Any = ..., Seed1: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dropout2D(_Primitive):
    """Whole channels set to 0, the others scaled, and where they are kept."""

    def __init__(self, keep_prob: _builtins.float = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dropout3D(_Primitive):
    """Whole channels set to 0, the others scaled, and where they are kept."""

    def __init__(self, keep_prob: _builtins.float = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class DropoutDoMask(_Primitive):
    """The elements whose bit is set, divided by the probability."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, mask: _Tensor | _Torch, keep_prob: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class DropoutGenMask(_Primitive):
    """One random bit for each element of a shape."""

    def __init__(self, Seed0: _builtins.int = ..., Seed1: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Any, keep_prob: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class DynamicShape(_Primitive):
    """The shape, as a tensor of int64."""

    def __init__(self, dtype: _Any = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class EditDistance(_Primitive):
    """How many elements to change, add or drop between each two sequences of two sparse tensors."""

    def __init__(self, normalize: _builtins.bool = ...) -> None: ...
    def __call__(self, hypothesis_indices: _Tensor | _Torch, hypothesis_values: _Tensor | _Torch, hypothesis_shape: _Tensor | _Torch, truth_indices: _Tensor | _Torch, truth_values: _Tensor | _Torch, truth_shape: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Eig(_Primitive):
    """The eigenvalues, and the eigenvectors if wanted."""

    def __init__(self, compute_v: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Einsum(_Primitive):
    """Einstein's sum."""

    def __init__(self, equation: _builtins.str) -> None: ...
    def __call__(self, x: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class Elu(_Primitive):
    """x where x > 0, alpha * (exp(x) - 1) elsewhere; MindSpore takes 1.0 as alpha only."""

    def __init__(self, alpha: _builtins.float = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class EmbeddingLookup(_Primitive):
    """The rows that the indices less an offset name; zeros for those out of range."""

    def __init__(self) -> None: ...
    def __call__(self, params: _Tensor | _Torch, indices: _Tensor | _Torch, offset: _builtins.int) -> _Any: ...  # type: ignore[override]

class Eps(_Primitive):
    """The distance from 1 to the next number of the dtype, in the shape of the input."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Equal(_Primitive):
    """input == other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class EqualCount(_Primitive):
    """How many elements of two tensors are equal."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, y: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Erf(_Primitive):
    """The error function."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Erfc(_Primitive):
    """1 - erf(x)."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Erfinv(_Primitive):
    """The inverse of the error function."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class EuclideanNorm(_Primitive):
    """The square root of the sum of squares over axes."""

    def __init__(self, keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axes: _Any) -> _Any: ...  # type: ignore[override]

class Exp(_Primitive):
    """e to the power of the input."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Expand(_Primitive):
    """The elements repeated to a shape; -1 keeps an axis."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, shape: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ExpandDims(_Primitive):
    """A new axis of size 1."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, axis: _builtins.int) -> _Any: ...  # type: ignore[override]

class Expm1(_Primitive):
    """exp(x) - 1, exact for small x."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ExtractGlimpse(_Primitive):
    """Windows around offsets, with noise beyond the rim."""

    def __init__(self, centered: _Any = ..., normalized: _Any = ..., uniform_noise: _Any = ..., noise: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, size: _Any, offsets: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ExtractImagePatches(_Primitive):
    """The windows of images, in the channels."""

    def __init__(self, ksizes: _Any, strides: _Any, rates: _Any, padding: _Any = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ExtractVolumePatches(_Primitive):
    """The windows of volumes, in the channels."""

    def __init__(self, kernel_size: _Any, strides: _Any, padding: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Eye(_Primitive):
    """Ones on the diagonal of a matrix."""

    def __init__(self) -> None: ...
    def __call__(self, n: _builtins.int, m: _builtins.int, dtype: _Type | None) -> _Any: ...  # type: ignore[override]

class FFTWithSize(_Primitive):
    """The Fourier transform over the last axes, forth or back."""

    def __init__(self, signal_ndim: _Any, inverse: _Any, real: _Any, norm: _Any = ..., onesided: _Any = ..., signal_sizes: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FastGeLU(_Primitive):
    """x * sigmoid(1.702 * x), as MindSpore forms it."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FastGelu(_Primitive):
    """x * sigmoid(1.702 * x)."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Fill(_Primitive):
    """A shape full of one value."""

    def __init__(self) -> None: ...
    def __call__(self, dtype: _Type | None, dims: _Any, x: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class FillDiagonal(_Primitive):
    """A copy with one value on the diagonal."""

    def __init__(self, fill_value: _Any, wrap: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FillV2(_Primitive):
    """A shape full of one value, in its dtype."""

    def __init__(self) -> None: ...
    def __call__(self, shape: _Any, value: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Fills(_Primitive):
    """The shape and dtype of a tensor, full of one value."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Flatten(_Primitive):
    """All axes but the first as one."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FloatStatus(_Primitive):
    """One element: 1 where the input has nan or inf, else 0."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Floor(_Primitive):
    """The greatest integer not above."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FloorDiv(_Primitive):
    """The quotient rounded down."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class FloorMod(_Primitive):
    """The remainder of the quotient rounded down, with the sign of y."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Fmax(_Primitive):
    """The larger one; a number where the other is nan."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch | _builtins.float, x2: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Fmin(_Primitive):
    """The smaller one; a number where the other is nan."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch | _builtins.float, x2: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class ForiLoop(_Primitive):
    """A function of index and value for each index."""

    def __init__(self) -> None: ...
    def __call__(self, lower: _Any, upper: _Any, loop_func: _Any, init_val: _Any, unroll: _Tensor | _Torch = ...) -> _Any: ...  # type: ignore[override]

class FractionalAvgPool(_Primitive):
    """The means of windows with random borders, and the borders."""

    def __init__(self, pooling_ratio: _Any, pseudo_random: _Any = ..., overlapping: _Any = ..., deterministic: _Any = ..., seed: _Any = ..., seed2: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FractionalMaxPool(_Primitive):
    """The largest values of windows with random borders, and the borders."""

    def __init__(self, pooling_ratio: _Any, pseudo_random: _Any = ..., overlapping: _Any = ..., deterministic: _Any = ..., seed: _Any = ..., seed2: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FractionalMaxPool3DWithFixedKsize(_Primitive):
    """The largest values of windows of volumes at random places, and where they are."""

    def __init__(self, ksize: _Any, output_shape: _Any, data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, random_samples: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FractionalMaxPoolWithFixedKsize(_Primitive):
    """The largest values of windows at random places, and where they are."""

    def __init__(self, ksize: _Any, output_shape: _Any, data_format: _Any = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, random_samples: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FusedAdaFactor(_Primitive):
    """One step of Adafactor."""

    def __init__(self, enable_scale_parameter: _builtins.bool = ..., enable_first_moment: _builtins.bool = ..., enable_weight_decay: _builtins.bool = ...) -> None: ...
    def __call__(self, epsilon: _Any, clip_threshold: _Any, beta1: _Any, beta2: _Any, weight_decay: _Any, learning_rate: _Any, grad: _Tensor | _Torch, param: _Tensor | _Torch, exp_avg: _Tensor | _Torch, exp_avg_sq_row: _Tensor | _Torch, exp_avg_sq_col: _Tensor | _Torch, exp_avg_sq: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FusedCastAdamWeightDecay(_Primitive):
    """One step of Adam with decaying weights on the gradient over its norm."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, v: _Tensor | _Torch, lr: _Any, beta1: _Any, beta2: _Any, epsilon: _Any, decay: _Any, grad: _Tensor | _Torch, global_norm: _Any) -> _Any: ...  # type: ignore[override]

class FusedSparseAdam(_Primitive):
    """One step of Adam with the gradients of some rows; all moments decay."""

    def __init__(self, use_locking: _builtins.bool = ..., use_nesterov: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, v: _Tensor | _Torch, beta1_power: _Any, beta2_power: _Any, lr: _Any, beta1: _Any, beta2: _Any, epsilon: _Any, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FusedSparseFtrl(_Primitive):
    """One step of FTRL for some rows."""

    def __init__(self, lr: _builtins.float, l1: _builtins.float, l2: _builtins.float, lr_power: _builtins.float, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, linear: _Tensor | _Torch, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FusedSparseLazyAdam(_Primitive):
    """One step of Adam for some rows only."""

    def __init__(self, use_locking: _builtins.bool = ..., use_nesterov: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, m: _Tensor | _Torch, v: _Tensor | _Torch, beta1_power: _Any, beta2_power: _Any, lr: _Any, beta1: _Any, beta2: _Any, epsilon: _Any, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FusedSparseProximalAdagrad(_Primitive):
    """One step of Adagrad for some rows, then towards 0."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, lr: _Any, l1: _Any, l2: _Any, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FusedWeightScaleApplyMomentum(_Primitive):
    """One step with momentum on the gradient times the loss scale, with decaying weights."""

    def __init__(self) -> None: ...
    def __call__(self, weight_decay: _Tensor | _Torch, loss_scale: _Tensor | _Torch, variable: _Tensor | _Torch, accumulation: _Tensor | _Torch, learning_rate: _Any, gradient: _Tensor | _Torch, momentum: _Any) -> _Any: ...  # type: ignore[override]

class GLU(_Primitive):
    """The first half times the sigmoid of the second."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Gamma(_Primitive):
    """Gamma numbers."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Any, alpha: _Tensor | _Torch, beta: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Gather(_Primitive):
    """The slices along an axis that the indices name."""

    def __init__(self, batch_dims: _builtins.int = ...) -> None: ...
    def __call__(self, input_params: _Tensor | _Torch, input_indices: _Tensor | _Torch, axis: _Any) -> _Any: ...  # type: ignore[override]

class GatherD(_Primitive):
    """The elements that the indices name along an axis."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, dim: _builtins.int, index: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GatherNd(_Primitive):
    """The parts at the coordinates in the last axis of the indices."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GatherV2(_Primitive):
    """The slices along an axis that the indices name; an old form of Gather."""

    def __init__(self) -> None: ...
    def __call__(self, params: _Tensor | _Torch, indices: _Tensor | _Torch, axis: _Any) -> _Any: ...  # type: ignore[override]

class Gcd(_Primitive):
    """The greatest common divisor."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GeLU(_Primitive):
    """x times the normal distribution function, in its tanh approximation."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Gelu(_Primitive):
    """Gaussian error linear unit, by the tanh approximation."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Geqrf(_Primitive):
    """The reflections of a QR decomposition."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Ger(_Primitive):
    """The outer product of two vectors."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch, x2: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.autograd.reverse import GradOperation as GradOperation
class Greater(_Primitive):
    """input > other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class GreaterEqual(_Primitive):
    """input >= other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class GridSampler2D(_Primitive):
    """The image at the places that a grid says."""

    def __init__(self, interpolation_mode: _Any = ..., padding_mode: _Any = ..., align_corners: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, grid: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GridSampler3D(_Primitive):
    """The volume at the places that a grid says."""

    def __init__(self, interpolation_mode: _Any = ..., padding_mode: _Any = ..., align_corners: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, grid: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HSVToRGB(_Primitive):
    """Colours of hue, saturation and value."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HShrink(_Primitive):
    """Numbers within lambd of 0 become 0."""

    def __init__(self, lambd: _builtins.float = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HSigmoid(_Primitive):
    """relu6(x + 3) / 6."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HSwish(_Primitive):
    """x * relu6(x + 3) / 6."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HammingWindow(_Primitive):
    """alpha - beta * cos, one wave long."""

    def __init__(self, periodic: _builtins.bool = ..., alpha: _builtins.float = ..., beta: _builtins.float = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self, length: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Heaviside(_Primitive):
    """0 below 0, 1 above, the values at 0."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, values: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Histogram(_Primitive):
    """How many elements are in each of equal ranges."""

    def __init__(self, bins: _builtins.int = ..., min: _Any = ..., max: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HistogramFixedWidth(_Primitive):
    """How many elements are in each equal part of a range; those outside count in the outermost."""

    def __init__(self, nbins: _builtins.int, dtype: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, range: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HistogramSummary(_Primitive):
    """A histogram for the open SummaryRecord."""

    def __init__(self) -> None: ...
    def __call__(self, name: _Any, value: _Any) -> _Any: ...  # type: ignore[override]

from msshim.autograd.hooks import HookBackward as HookBackward
from msshim.core.composite import HyperMap as HyperMap
class Hypot(_Primitive):
    """sqrt(x1 ** 2 + x2 ** 2)."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch | _builtins.float, x2: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class IOU(_Primitive):
    """The intersection of all pairs of boxes over their union, or over the first's area."""

    def __init__(self, mode: _Any = ...) -> None: ...
    def __call__(self, anchor_boxes: _Tensor | _Torch, gt_boxes: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Identity(_Primitive):
    """The input."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class IdentityN(_Primitive):
    """The inputs."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class Igamma(_Primitive):
    """The regularised lower incomplete gamma function."""

    def __init__(self) -> None: ...
    def __call__(self, a: _Tensor | _Torch, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Igammac(_Primitive):
    """The regularised upper incomplete gamma function."""

    def __init__(self) -> None: ...
    def __call__(self, a: _Tensor | _Torch, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Im2Col(_Primitive):
    """The windows of images."""

    def __init__(self, ksizes: _Any, strides: _Any = ..., dilations: _Any = ..., pads: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Imag(_Primitive):
    """The imaginary part; zero of real numbers."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ImageSummary(_Primitive):
    """Images for the open SummaryRecord."""

    def __init__(self) -> None: ...
    def __call__(self, name: _Any, value: _Any) -> _Any: ...  # type: ignore[override]

class InTopK(_Primitive):
    """Whether the class of each row is among its k largest."""

    def __init__(self, k: _builtins.int) -> None: ...
    def __call__(self, x1: _Tensor | _Torch, x2: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class IndexAdd(_Primitive):
    """Add slices to a parameter along an axis."""

    def __init__(self, axis: _builtins.int, use_lock: _builtins.bool = ..., check_index_bound: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, indices: _Tensor | _Torch, y: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class IndexFill(_Primitive):
    """A copy with one value in the slices that the indices name."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, dim: _Any, index: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class IndexPut(_Primitive):
    """A copy with values put, or added, at coordinates."""

    def __init__(self, accumulate: _builtins.int = ...) -> None: ...
    def __call__(self, x1: _Tensor | _Torch, x2: _Tensor | _Torch, indices: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class InplaceAdd(_Primitive):
    """A copy with rows added at some rows."""

    def __init__(self, indices: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch, input_v: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class InplaceIndexAdd(_Primitive):
    """Add slices to a parameter along an axis."""

    def __init__(self, axis: _builtins.int) -> None: ...
    def __call__(self, var: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class InplaceSub(_Primitive):
    """A copy with rows subtracted at some rows."""

    def __init__(self, indices: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch, input_v: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class InplaceUpdate(_Primitive):
    """A copy with rows put at some rows."""

    def __init__(self, indices: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch, v: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class InplaceUpdateV2(_Primitive):
    """A copy with rows put at some rows."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, indices: _Any, v: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.autograd.hooks import InsertGradientOf as InsertGradientOf
class Inv(_Primitive):
    """1 / x; of integers the truncated quotient."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Invert(_Primitive):
    """Each bit turned over."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class InvertPermutation(_Primitive):
    """Where each number of a permutation is."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Any) -> _Any: ...  # type: ignore[override]

class IsClose(_Primitive):
    """Whether two tensors are equal up to a tolerance."""

    def __init__(self, rtol: _Any = ..., atol: _Any = ..., equal_nan: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class IsFinite(_Primitive):
    """Whether each element is neither nan nor infinite."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class IsInf(_Primitive):
    """Whether each element is infinite."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class IsNan(_Primitive):
    """Whether each element is nan."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class KLDivLoss(_Primitive):
    """target * (log(target) - x)."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def __call__(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class L2Loss(_Primitive):
    """Half the sum of the squares."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class L2Normalize(_Primitive):
    """Over the norm along an axis."""

    def __init__(self, axis: _Any = ..., epsilon: _builtins.float = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LARSUpdate(_Primitive):
    """The gradient with decaying weights, scaled by the layer's trust."""

    def __init__(self, epsilon: _builtins.float = ..., hyperpara: _builtins.float = ..., use_clip: _builtins.bool = ...) -> None: ...
    def __call__(self, weight: _Tensor | _Torch, gradient: _Tensor | _Torch, norm_weight: _Tensor | _Torch, norm_gradient: _Tensor | _Torch, weight_decay: _Any, learning_rate: _Any) -> _Any: ...  # type: ignore[override]

class LRN(_Primitive):
    """Each value over a power of the sum of squares of the neighbouring channels."""

    def __init__(self, depth_radius: _builtins.int = ..., bias: _builtins.float = ..., alpha: _builtins.float = ..., beta: _builtins.float = ..., norm_region: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LSTM(_Primitive):
    """The layers of a long short-term memory, all their weights in one tensor."""

    def __init__(self, input_size: _builtins.int, hidden_size: _builtins.int, num_layers: _builtins.int, has_bias: _builtins.bool, bidirectional: _builtins.bool, dropout: _builtins.float, proj_size: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, h: _Tensor | _Torch, c: _Tensor | _Torch, w: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LayerNorm(_Primitive):
    """Normalised over the last axes, with mean and variance."""

    def __init__(self, begin_norm_axis: _builtins.int = ..., begin_params_axis: _builtins.int = ..., epsilon: _builtins.float = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, gamma: _Tensor | _Torch, beta: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Lcm(_Primitive):
    """The least common multiple."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch, x2: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LeftShift(_Primitive):
    """x1 << x2."""

    def __init__(self) -> None: ...
    def __call__(self, x1: _Tensor | _Torch, x2: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Lerp(_Primitive):
    """From input to end by a weight."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, end: _Tensor | _Torch, weight: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class LerpScalar(_Primitive):
    """From input to end by a weight."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, end: _Tensor | _Torch, weight: _Any) -> _Any: ...  # type: ignore[override]

class Less(_Primitive):
    """input < other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class LessEqual(_Primitive):
    """input <= other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Lgamma(_Primitive):
    """The logarithm of the absolute value of the gamma function."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LinSpace(_Primitive):
    """Numbers at equal distances."""

    def __init__(self) -> None: ...
    def __call__(self, start: _Tensor | _Torch, stop: _Tensor | _Torch, num: _builtins.int) -> _Any: ...  # type: ignore[override]

class ListDiff(_Primitive):
    """The elements of one vector that are not in another, and where they are."""

    def __init__(self, out_idx: _Type | None = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, y: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Log(_Primitive):
    """The natural logarithm."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Log1p(_Primitive):
    """log(1 + x), exact for small x."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogMatrixDeterminant(_Primitive):
    """The sign and the logarithm of the absolute value of the determinant."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogNormalReverse(_Primitive):
    """Log-normal random numbers."""

    def __init__(self, mean: _builtins.float = ..., std: _builtins.float = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogSoftmax(_Primitive):
    """The logarithm of the softmax along an axis."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def __call__(self, logits: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogSoftmaxExt(_Primitive):
    """log(softmax(x))."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, dim: _Any = ..., dtype: _Type | None = ...) -> _Any: ...  # type: ignore[override]

class LogSpace(_Primitive):
    """Powers of a base at equal distances of the exponent."""

    def __init__(self, steps: _builtins.int = ..., base: _builtins.int = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self, start: _Tensor | _Torch, end: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogUniformCandidateSampler(_Primitive):
    """Classes drawn with chances that fall, and how often true and drawn ones are expected."""

    def __init__(self, num_true: _builtins.int = ..., num_sampled: _builtins.int = ..., unique: _builtins.bool = ..., range_max: _builtins.int = ..., seed: _builtins.int = ...) -> None: ...
    def __call__(self, true_classes: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogicalAnd(_Primitive):
    """Whether both are not zero."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class LogicalNot(_Primitive):
    """Whether each element is zero."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogicalOr(_Primitive):
    """Whether one is not zero."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class LogicalXor(_Primitive):
    """Whether just one is not zero."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Logit(_Primitive):
    """log(x / (1 - x)), with x clamped to [eps, 1 - eps] where eps >= 0."""

    def __init__(self, eps: _builtins.float = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LowerBound(_Primitive):
    """The first place in each row at which a value keeps the order."""

    def __init__(self, out_type: _Type | None = ...) -> None: ...
    def __call__(self, sorted_x: _Tensor | _Torch, values: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LpNorm(_Primitive):
    """The p-norm over axes."""

    def __init__(self, axis: _Any, p: _builtins.int = ..., keep_dims: _builtins.bool = ..., epsilon: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Lstsq(_Primitive):
    """The least squares of equations."""

    def __init__(self, fast: _builtins.bool = ..., l2_regularizer: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, a: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LuSolve(_Primitive):
    """The solution of equations whose matrix is decomposed."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, lu_data: _Tensor | _Torch, lu_pivots: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LuUnpack(_Primitive):
    """The permutation and both triangles of a decomposition."""

    def __init__(self, unpack_data: _builtins.bool = ..., unpack_pivots: _builtins.bool = ...) -> None: ...
    def __call__(self, LU_data: _Tensor | _Torch, LU_pivots: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.core.composite import Map as Map
class MapUniform(_Primitive):
    """Numbers in turn to each of some groups of the same size."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, per_group_size: _Tensor | _Torch | _builtins.float, group_num: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class MaskedFill(_Primitive):
    """A copy with one value where the mask holds."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, mask: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class MaskedScatter(_Primitive):
    """A copy with the first elements of a source where the mask holds."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, mask: _Tensor | _Torch, source: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaskedSelect(_Primitive):
    """The elements where the mask holds."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, mask: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatMul(_Primitive):
    """The product of two matrices, each transposed if wanted."""

    def __init__(self, transpose_a: _builtins.bool = ..., transpose_b: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, mat2: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixBandPart(_Primitive):
    """The elements at most so far below and above the diagonal."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, lower: _Any, upper: _Any) -> _Any: ...  # type: ignore[override]

class MatrixDeterminant(_Primitive):
    """The determinant."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixDiagPartV3(_Primitive):
    """Diagonals of matrices, packed a row each."""

    def __init__(self, align: _builtins.str = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, k: _Any, padding_value: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixDiagV3(_Primitive):
    """Matrices with packed diagonals, and a padding elsewhere."""

    def __init__(self, align: _builtins.str = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, k: _Any, num_rows: _Tensor | _Torch, num_cols: _Tensor | _Torch, padding_value: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixExp(_Primitive):
    """The exponential of each matrix."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixInverse(_Primitive):
    """The inverse, of the adjoint if wanted."""

    def __init__(self, adjoint: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixLogarithm(_Primitive):
    """The principal logarithm of each complex matrix."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixPower(_Primitive):
    """A power of each matrix."""

    def __init__(self, n: _builtins.int) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixSetDiagV3(_Primitive):
    """Matrices with other diagonals."""

    def __init__(self, align: _builtins.str = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, diagonal: _Tensor | _Torch, k: _Any) -> _Any: ...  # type: ignore[override]

class MatrixSolve(_Primitive):
    """The solution of equations, of the adjoint if wanted."""

    def __init__(self, adjoint: _builtins.bool = ...) -> None: ...
    def __call__(self, matrix: _Tensor | _Torch, rhs: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MatrixSolveLs(_Primitive):
    """The least squares of equations."""

    def __init__(self, fast: _builtins.bool = ...) -> None: ...
    def __call__(self, matrix: _Tensor | _Torch, rhs: _Tensor | _Torch, l2_regularizer: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class MatrixTriangularSolve(_Primitive):
    """The solution of equations with a triangular matrix, of its adjoint if wanted."""

    def __init__(self, lower: _builtins.bool = ..., adjoint: _builtins.bool = ...) -> None: ...
    def __call__(self, matrix: _Tensor | _Torch, rhs: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool(_Primitive):
    """The largest values of windows."""

    def __init__(self, kernel_size: _Any = ..., strides: _Any = ..., pad_mode: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool3D(_Primitive):
    """The largest values of windows of volumes."""

    def __init__(self, kernel_size: _Any = ..., strides: _Any = ..., pad_mode: _Any = ..., pad_list: _Any = ..., ceil_mode: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool3DWithArgmax(_Primitive):
    """The largest values of windows of volumes, and where in the channel they are."""

    def __init__(self, ksize: _Any, strides: _Any, pads: _Any, dilation: _Any = ..., ceil_mode: _Any = ..., data_format: _Any = ..., argmax_type: _Type | None = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPoolWithArgmax(_Primitive):
    """The largest value of each window, and where in its image it is."""

    def __init__(self, kernel_size: _Any = ..., strides: _Any = ..., pad_mode: _Any = ..., data_format: _builtins.str = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPoolWithArgmaxV2(_Primitive):
    """The largest values of windows, and where in the channel they are."""

    def __init__(self, kernel_size: _Any, strides: _Any = ..., pads: _Any = ..., dilation: _Any = ..., ceil_mode: _Any = ..., argmax_type: _Type | None = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxUnpool2D(_Primitive):
    """Values at their places among zeros."""

    def __init__(self, ksize: _Any, strides: _Any = ..., pads: _Any = ..., output_shape: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, argmax: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxUnpool3D(_Primitive):
    """Values at their places among zeros, of volumes."""

    def __init__(self, ksize: _Any, strides: _Any = ..., pads: _Any = ..., output_shape: _Any = ..., data_format: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, argmax: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Maximum(_Primitive):
    """The larger one, nan where one is nan."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Median(_Primitive):
    """The lower median along an axis and its index, or that of all elements."""

    def __init__(self, global_median: _builtins.bool = ..., axis: _builtins.int = ..., keep_dims: _builtins.bool = ..., ignore_nan: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Meshgrid(_Primitive):
    """The coordinates of a grid."""

    def __init__(self, indexing: _builtins.str = ...) -> None: ...
    def __call__(self, inputs: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class Minimum(_Primitive):
    """The smaller one, nan where one is nan."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class MirrorPad(_Primitive):
    """The input mirrored at its rims."""

    def __init__(self, mode: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, paddings: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Mish(_Primitive):
    """x * tanh(softplus(x))."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Mod(_Primitive):
    """The remainder of the truncated quotient, with the sign of x."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

from msshim.core.morph import Morph as Morph
class Mul(_Primitive):
    """input * other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class MulNoNan(_Primitive):
    """x * y, and 0 where y is 0, also if x is nan."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class MultiMarginLoss(_Primitive):
    """How far other classes come within a margin of the true one."""

    def __init__(self, p: _builtins.int = ..., margin: _builtins.float = ..., reduction: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class MultilabelMarginLoss(_Primitive):
    """How far other classes come within 1 of the true ones, and which classes are true."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Multinomial(_Primitive):
    """Places drawn with weights, which may come again."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, num_samples: _Any) -> _Any: ...  # type: ignore[override]

class MultinomialWithReplacement(_Primitive):
    """Places drawn with weights; the seed and the offset are tensors."""

    def __init__(self, numsamples: _builtins.int, replacement: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, seed: _Tensor | _Torch, offset: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.core.composite import MultitypeFuncGraph as MultitypeFuncGraph
class Mvlgamma(_Primitive):
    """The logarithm of the multivariate gamma function."""

    def __init__(self, p: _builtins.int) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NLLLoss(_Primitive):
    """Minus the weighted log-probabilities of the classes, and the sum of the weights."""

    def __init__(self, reduction: _builtins.str = ..., ignore_index: _builtins.int = ...) -> None: ...
    def __call__(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch, weight: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NMSWithMask(_Primitive):
    """The boxes by falling score, their numbers, and which of them none above overlaps too much."""

    def __init__(self, iou_threshold: _Any = ...) -> None: ...
    def __call__(self, bboxes: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NanToNum(_Primitive):
    """Numbers for nan and the infinities."""

    def __init__(self, nan: _Any = ..., posinf: _Any = ..., neginf: _Any = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Neg(_Primitive):
    """The negative."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NextAfter(_Primitive):
    """The next number after input towards other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NoRepeatNGram(_Primitive):
    """Log-probabilities, the least where a word would repeat an n-gram."""

    def __init__(self, ngram_size: _builtins.int = ...) -> None: ...
    def __call__(self, state_seq: _Tensor | _Torch, log_probs: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NonDeterministicInts(_Primitive):
    """Integers over the whole range of a dtype."""

    def __init__(self, dtype: _Type | None = ...) -> None: ...
    def __call__(self, shape: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NonMaxSuppressionV3(_Primitive):
    """The best boxes, none of which overlaps a better one much."""

    def __init__(self) -> None: ...
    def __call__(self, boxes: _Tensor | _Torch, scores: _Tensor | _Torch, max_output_size: _Tensor | _Torch | _builtins.float, iou_threshold: _Tensor | _Torch | _builtins.float, score_threshold: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class NonMaxSuppressionWithOverlaps(_Primitive):
    """The best boxes, none of which overlaps a better one much, by given overlaps."""

    def __init__(self) -> None: ...
    def __call__(self, overlaps: _Tensor | _Torch, scores: _Tensor | _Torch, max_output_size: _Tensor | _Torch, overlap_threshold: _Tensor | _Torch, score_threshold: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NonZero(_Primitive):
    """The coordinates of the elements that are not zero."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NotEqual(_Primitive):
    """input != other."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class NthElement(_Primitive):
    """The nth smallest element along the last axis."""

    def __init__(self, reverse: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, n: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class NuclearNorm(_Primitive):
    """The sum of the singular values over two axes."""

    def __init__(self, dim: _Any = ..., keepdim: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class OneHot(_Primitive):
    """A new axis with one value at each index, another elsewhere."""

    def __init__(self, axis: _Any = ...) -> None: ...
    def __call__(self, indices: _Tensor | _Torch, depth: _Any, on_value: _Tensor | _Torch | _builtins.float, off_value: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Ones(_Primitive):
    """Ones."""

    def __init__(self) -> None: ...
    def __call__(self, shape: _Any, dtype: _Type | None = ...) -> _Any: ...  # type: ignore[override]

class OnesLike(_Primitive):
    """Ones in the shape and dtype of a tensor."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Orgqr(_Primitive):
    """The orthogonal matrix of some reflections."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, tau: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Ormqr(_Primitive):
    """The product with the orthogonal matrix of some reflections."""

    def __init__(self, left: _builtins.bool = ..., transpose: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, tau: _Tensor | _Torch, other: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class PReLU(_Primitive):
    """x where x > 0, weight * x elsewhere."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, weight: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Pack(_Primitive):
    """Tensors side by side along a new axis. An old name of Stack."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class Pad(_Primitive):
    """Zeros around the input."""

    def __init__(self, paddings: _Any) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class PadV3(_Primitive):
    """Amounts at the rims of the last axes, of a constant or from the input itself."""

    def __init__(self, mode: _Any = ..., paddings_contiguous: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, paddings: _Any, constant_value: _Tensor | _Torch | _builtins.float | None = ...) -> _Any: ...  # type: ignore[override]

class Padding(_Primitive):
    """The last axis, of size 1, extended by zeros."""

    def __init__(self, pad_dim_size: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ParallelConcat(_Primitive):
    """Tensors of one shape joined along the first axis."""

    def __init__(self) -> None: ...
    def __call__(self, values: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class ParameterizedTruncatedNormal(_Primitive):
    """Normal numbers between two bounds, of other parameters for each item of the first axis."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Tensor | _Torch, mean: _Tensor | _Torch, stdevs: _Tensor | _Torch, min: _Tensor | _Torch, max: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.core.composite import Partial as Partial
class Pdist(_Primitive):
    """The distances of all pairs of rows."""

    def __init__(self, p: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Poisson(_Primitive):
    """Poisson numbers."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Any, mean: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Polar(_Primitive):
    """Complex numbers from absolute value and argument."""

    def __init__(self) -> None: ...
    def __call__(self, abs: _Tensor | _Torch, angle: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Polygamma(_Primitive):
    """The derivative of a given order of digamma."""

    def __init__(self) -> None: ...
    def __call__(self, a: _Tensor | _Torch, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class PopulationCount(_Primitive):
    """How many bits are set in each integer, as uint8."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Pow(_Primitive):
    """input to the power of exponent."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch | _builtins.float, exponent: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

from msshim.core.primitive import Primitive as Primitive
from msshim.core.primitive import PrimitiveWithCheck as PrimitiveWithCheck
from msshim.core.primitive import PrimitiveWithInfer as PrimitiveWithInfer
from msshim.core.composite import Print as Print
class PyFunc(_Primitive):
    """What a function of numpy arrays makes."""

    def __init__(self, fn: _Any, in_types: _Any, in_shapes: _Any, out_types: _Any, out_shapes: _Any, stateful: _Any = ...) -> None: ...
    def __call__(self, *args: _Any) -> _Any: ...  # type: ignore[override]

class Qr(_Primitive):
    """The orthogonal and the triangular factor."""

    def __init__(self, full_matrices: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Quantile(_Primitive):
    """The quantiles along an axis, or of all elements."""

    def __init__(self, dim: _Any = ..., keep_dims: _builtins.bool = ..., ignore_nan: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, q: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class RGBToHSV(_Primitive):
    """Hue, saturation and value of colours."""

    def __init__(self) -> None: ...
    def __call__(self, images: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RNNTLoss(_Primitive):
    """Minus the log-likelihoods of label sequences under a transducer, and the gradient."""

    def __init__(self, blank_label: _builtins.int = ...) -> None: ...
    def __call__(self, acts: _Tensor | _Torch, labels: _Tensor | _Torch, input_lengths: _Tensor | _Torch, label_lengths: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ROIAlign(_Primitive):
    """The means of samples in the bins of boxes."""

    def __init__(self, pooled_height: _Any, pooled_width: _Any, spatial_scale: _Any, sample_num: _Any = ..., roi_end_mode: _Any = ...) -> None: ...
    def __call__(self, features: _Tensor | _Torch, rois: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RaggedRange(_Primitive):
    """Several ranges, one after the other, and where each begins."""

    def __init__(self, Tsplits: _Type | None) -> None: ...
    def __call__(self, starts: _Tensor | _Torch, limits: _Tensor | _Torch, deltas: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RandomCategorical(_Primitive):
    """Places drawn with the logarithms of weights."""

    def __init__(self, dtype: _Type | None = ...) -> None: ...
    def __call__(self, logits: _Tensor | _Torch, num_sample: _Any, seed: _Any) -> _Any: ...  # type: ignore[override]

class RandomChoiceWithMask(_Primitive):
    """Random places of true elements, and which of them are real."""

    def __init__(self, count: _builtins.int = ..., seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RandomGamma(_Primitive):
    """Gamma random numbers."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Tensor | _Torch, alpha: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RandomPoisson(_Primitive):
    """Poisson random numbers."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self, shape: _Tensor | _Torch, rate: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RandomShuffle(_Primitive):
    """The first axis in a random order."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Randperm(_Primitive):
    """The numbers below n in random order, filled up to a length."""

    def __init__(self, max_length: _builtins.int = ..., pad: _builtins.int = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self, n: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RandpermV2(_Primitive):
    """The numbers below n in random order."""

    def __init__(self, seed: _Any = ..., offset: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self, n: _Any) -> _Any: ...  # type: ignore[override]

class Range(_Primitive):
    """The numbers from start to before end."""

    def __init__(self, maxlen: _builtins.int = ...) -> None: ...
    def __call__(self, start: _Tensor | _Torch | _builtins.float, end: _Tensor | _Torch | _builtins.float, step: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Rank(_Primitive):
    """The number of axes."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReLU(_Primitive):
    """Negative numbers become 0."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReLU6(_Primitive):
    """What is below 0 becomes 0, what is above 6 becomes 6."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Real(_Primitive):
    """The real part."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RealDiv(_Primitive):
    """x / y; of integers the truncated quotient."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Reciprocal(_Primitive):
    """1 / x."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReduceAll(_Primitive):
    """Whether no element is zero."""

    def __init__(self, keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, axis: _Any = ...) -> _Any: ...  # type: ignore[override]

class ReduceAny(_Primitive):
    """Whether one element is not zero."""

    def __init__(self, keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axis: _Any = ...) -> _Any: ...  # type: ignore[override]

class ReduceMax(_Primitive):
    """The largest value over axes."""

    def __init__(self, keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axis: _Any = ...) -> _Any: ...  # type: ignore[override]

class ReduceMean(_Primitive):
    """The mean over axes, in the dtype of the input."""

    def __init__(self, keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axis: _Any = ...) -> _Any: ...  # type: ignore[override]

class ReduceMin(_Primitive):
    """The smallest value over axes."""

    def __init__(self, keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axis: _Any = ...) -> _Any: ...  # type: ignore[override]

from msshim.core.composite import ReduceOp as ReduceOp
class ReduceProd(_Primitive):
    """The product over axes, in the dtype of the input."""

    def __init__(self, keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axis: _Any = ...) -> _Any: ...  # type: ignore[override]

class ReduceStd(_Primitive):
    """The standard deviation and the mean over axes."""

    def __init__(self, axis: _Any = ..., unbiased: _builtins.bool = ..., keep_dims: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReduceSum(_Primitive):
    """The sum over axes, in the dtype of the input."""

    def __init__(self, keep_dims: _builtins.bool = ..., skip_mode: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, axis: _Any = ...) -> _Any: ...  # type: ignore[override]

class Renorm(_Primitive):
    """Each slice along an axis scaled down to a norm."""

    def __init__(self, p: _Any, dim: _builtins.int, maxnorm: _builtins.float) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Reshape(_Primitive):
    """The elements in another shape."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, shape: _Any) -> _Any: ...  # type: ignore[override]

class ResizeArea(_Primitive):
    """The means of areas of images (N, H, W, C), in float32."""

    def __init__(self, align_corners: _builtins.bool = ...) -> None: ...
    def __call__(self, images: _Tensor | _Torch, size: _Any) -> _Any: ...  # type: ignore[override]

class ResizeBicubic(_Primitive):
    """Images of another size by cubic interpolation."""

    def __init__(self, align_corners: _builtins.bool = ..., half_pixel_centers: _builtins.bool = ...) -> None: ...
    def __call__(self, image: _Tensor | _Torch, size: _Any) -> _Any: ...  # type: ignore[override]

class ResizeBilinearV2(_Primitive):
    """Images of another size by linear interpolation."""

    def __init__(self, align_corners: _builtins.bool = ..., half_pixel_centers: _builtins.bool = ...) -> None: ...
    def __call__(self, image: _Tensor | _Torch, size: _Any) -> _Any: ...  # type: ignore[override]

class ResizeLinear1D(_Primitive):
    """Sequences of another length by linear interpolation."""

    def __init__(self, coordinate_transformation_mode: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, size: _Any) -> _Any: ...  # type: ignore[override]

class ResizeNearestNeighbor(_Primitive):
    """Images of another size, of the nearest pixels."""

    def __init__(self, size: _Any, align_corners: _builtins.bool = ..., half_pixel_centers: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ResizeNearestNeighborV2(_Primitive):
    """Images of another size, of the nearest pixels."""

    def __init__(self, align_corners: _builtins.bool = ..., half_pixel_centers: _builtins.bool = ...) -> None: ...
    def __call__(self, image: _Tensor | _Torch, size: _Any) -> _Any: ...  # type: ignore[override]

class Reusing(_Primitive):
    """What came in."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Any) -> _Any: ...  # type: ignore[override]

class ReverseSequence(_Primitive):
    """The first elements along an axis in reverse order, as many as each of the batch says."""

    def __init__(self, seq_dim: _builtins.int, batch_dim: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, seq_lengths: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReverseV2(_Primitive):
    """The elements along axes in reverse order."""

    def __init__(self, axis: _Any) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RightShift(_Primitive):
    """input_x >> input_y."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, input_y: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Rint(_Primitive):
    """The nearest integer, the even one of two."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RmsNorm(_Primitive):
    """Over the root mean square, times gamma, and that root's reciprocal."""

    def __init__(self, epsilon: _builtins.float = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, gamma: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Roll(_Primitive):
    """The elements moved along axes, around the end."""

    def __init__(self, shifts: _Any, dims: _Any = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Round(_Primitive):
    """Rounded to a number of decimals, half to even."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, decimals: _builtins.int = ...) -> _Any: ...  # type: ignore[override]

class Rsqrt(_Primitive):
    """1 / sqrt(x)."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SGD(_Primitive):
    """One step of gradient descent with momentum."""

    def __init__(self, dampening: _builtins.float = ..., weight_decay: _builtins.float = ..., nesterov: _builtins.bool = ...) -> None: ...
    def __call__(self, parameters: _Tensor | _Torch, gradient: _Tensor | _Torch, learning_rate: _Any, accum: _Tensor | _Torch, momentum: _Any, stat: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class STFT(_Primitive):
    """Fourier transforms of overlapping parts of a signal."""

    def __init__(self, n_fft: _Any, hop_length: _Any, win_length: _Any, normalized: _Any, onesided: _Any, return_complex: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch, window: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SampleDistortedBoundingBoxV2(_Primitive):
    """A random box that covers enough of one of the boxes."""

    def __init__(self, seed: _Any = ..., seed2: _Any = ..., aspect_ratio_range: _Any = ..., area_range: _Any = ..., max_attempts: _Any = ..., use_image_if_no_bounding_boxes: _Any = ...) -> None: ...
    def __call__(self, image_size: _Tensor | _Torch, bounding_boxes: _Tensor | _Torch, min_object_covered: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.core.scalars import ScalarCast as ScalarCast
class ScalarSummary(_Primitive):
    """A number for the open SummaryRecord."""

    def __init__(self) -> None: ...
    def __call__(self, name: _Any, value: _Any) -> _Any: ...  # type: ignore[override]

class ScalarToTensor(_Primitive):
    """A number as a tensor."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Any, dtype: _Type | None = ...) -> _Any: ...  # type: ignore[override]

class ScaleAndTranslate(_Primitive):
    """Images (N, H, W, C) stretched and moved, in float32."""

    def __init__(self, kernel_type: _Any = ..., antialias: _Any = ...) -> None: ...
    def __call__(self, images: _Tensor | _Torch, size: _Any, scale: _Tensor | _Torch, translation: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Scan(_Primitive):
    """A function of carry and item for each item."""

    def __init__(self) -> None: ...
    def __call__(self, loop_func: _Any, init: _Any, xs: _Any, length: _Tensor | _Torch | None = ..., unroll: _Tensor | _Torch = ...) -> _Any: ...  # type: ignore[override]

class ScatterAdd(_Primitive):
    """Add updates to the rows that the indices name, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterAddWithAxis(_Primitive):
    """A copy with updates added for each index along an axis."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterDiv(_Primitive):
    """Divide the rows that the indices name by updates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterMax(_Primitive):
    """The larger of updates and the rows that the indices name, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterMin(_Primitive):
    """The smaller of updates and the rows that the indices name, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterMul(_Primitive):
    """Multiply the rows that the indices name by updates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterNd(_Primitive):
    """Zeros of a shape, with updates added where the indices say."""

    def __init__(self) -> None: ...
    def __call__(self, indices: _Tensor | _Torch, updates: _Tensor | _Torch, shape: _Any) -> _Any: ...  # type: ignore[override]

class ScatterNdAdd(_Primitive):
    """Add updates to the parts that the indices name, by coordinates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterNdDiv(_Primitive):
    """Divide the parts that the indices name by updates, by coordinates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterNdMax(_Primitive):
    """The larger of updates and the parts that the indices name, by coordinates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterNdMin(_Primitive):
    """The smaller of updates and the parts that the indices name, by coordinates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterNdMul(_Primitive):
    """Multiply the parts that the indices name by updates, by coordinates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterNdSub(_Primitive):
    """Subtract updates from the parts that the indices name, by coordinates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterNdUpdate(_Primitive):
    """Put updates in the parts that the indices name, by coordinates, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterNonAliasingAdd(_Primitive):
    """Add updates to the parts that the indices name, by coordinates, in place."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterSub(_Primitive):
    """Subtract updates from the rows that the indices name, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ScatterUpdate(_Primitive):
    """Put updates in the rows that the indices name, in place."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SeLU(_Primitive):
    """Scaled exponential linear unit."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SearchSorted(_Primitive):
    """The places at which values keep a sequence in order."""

    def __init__(self, dtype: _Type | None = ..., right: _builtins.bool = ...) -> None: ...
    def __call__(self, sorted_sequence: _Tensor | _Torch, values: _Tensor | _Torch, sorter: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class SegmentMax(_Primitive):
    """The maximum of the elements with each id, of sorted ids."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, segment_ids: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SegmentMean(_Primitive):
    """The mean of the elements with each id, of sorted ids."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, segment_ids: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SegmentMin(_Primitive):
    """The minimum of the elements with each id, of sorted ids."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, segment_ids: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SegmentProd(_Primitive):
    """The product of the elements with each id, of sorted ids."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, segment_ids: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SegmentSum(_Primitive):
    """The sum of the elements with each id, of sorted ids."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, segment_ids: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Select(_Primitive):
    """One tensor where the condition holds, another elsewhere."""

    def __init__(self) -> None: ...
    def __call__(self, condition: _Tensor | _Torch, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class SelectView(_Primitive):
    """One slice along an axis."""

    def __init__(self) -> None: ...
    def __call__(self, input_tensor: _Tensor | _Torch, input_indices: _Any, axis: _Any) -> _Any: ...  # type: ignore[override]

class Shape(_Primitive):
    """The shape."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sigmoid(_Primitive):
    """1 / (1 + exp(-x))."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SigmoidCrossEntropyWithLogits(_Primitive):
    """The binary cross entropy of each logit."""

    def __init__(self) -> None: ...
    def __call__(self, predict: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sign(_Primitive):
    """-1, 0 or 1; of complex numbers x / abs(x)."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sin(_Primitive):
    """The sine."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sinc(_Primitive):
    """sin(pi * x) / (pi * x), and 1 at 0."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sinh(_Primitive):
    """The hyperbolic sine."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Size(_Primitive):
    """The number of elements."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Slice(_Primitive):
    """A part of each axis."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, begin: _Any, size: _Any) -> _Any: ...  # type: ignore[override]

class SmoothL1Loss(_Primitive):
    """Half the square of a difference below beta, linear beyond."""

    def __init__(self, beta: _builtins.float = ..., reduction: _builtins.str = ...) -> None: ...
    def __call__(self, prediction: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SoftMarginLoss(_Primitive):
    """log(1 + exp(-target x))."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SoftShrink(_Primitive):
    """Numbers move by lambd towards 0, and stay there."""

    def __init__(self, lambd: _builtins.float = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softmax(_Primitive):
    """The exponentials over their sum along an axis."""

    def __init__(self, axis: _Any = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SoftmaxCrossEntropyWithLogits(_Primitive):
    """The cross entropy of each row, and its gradient by the logits."""

    def __init__(self) -> None: ...
    def __call__(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softplus(_Primitive):
    """log(1 + exp(x))."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softsign(_Primitive):
    """x / (1 + |x|)."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sort(_Primitive):
    """The values in order along an axis, and where they were."""

    def __init__(self, axis: _builtins.int = ..., descending: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SpaceToBatch(_Primitive):
    """Blocks of pixels as more of the batch, after zeros at the ends."""

    def __init__(self, block_size: _builtins.int, paddings: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SpaceToBatchND(_Primitive):
    """Blocks of the last axes as more of the batch, after zeros at their ends."""

    def __init__(self, block_shape: _Any, paddings: _Any) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SpaceToDepth(_Primitive):
    """Squares of pixels as blocks of channels."""

    def __init__(self, block_size: _builtins.int) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseApplyAdadelta(_Primitive):
    """One step of Adadelta for each row that is named."""

    def __init__(self, epsilon: _builtins.float, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, accum_updata: _Tensor | _Torch, lr: _Any, rho: _Any, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseApplyAdagrad(_Primitive):
    """One step of Adagrad for some rows."""

    def __init__(self, lr: _builtins.float, update_slots: _builtins.bool = ..., use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseApplyAdagradV2(_Primitive):
    """One step of Adagrad for each row that is named, with a term that keeps the divisor from 0."""

    def __init__(self, lr: _builtins.float, epsilon: _builtins.float, use_locking: _builtins.bool = ..., update_slots: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseApplyFtrl(_Primitive):
    """One step of FTRL for each row that is named."""

    def __init__(self, lr: _builtins.float, l1: _builtins.float, l2: _builtins.float, lr_power: _builtins.float, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, linear: _Tensor | _Torch, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseApplyFtrlV2(_Primitive):
    """One step of FTRL for each row that is named, its gradient shrunk towards the weights."""

    def __init__(self, lr: _builtins.float, l1: _builtins.float, l2: _builtins.float, l2_shrinkage: _builtins.float, lr_power: _builtins.float, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, linear: _Tensor | _Torch, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseApplyProximalAdagrad(_Primitive):
    """One step of Adagrad for some rows, then towards 0."""

    def __init__(self, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, accum: _Tensor | _Torch, lr: _Any, l1: _Any, l2: _Any, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseApplyRMSProp(_Primitive):
    """One step of RMSProp for each row that is named."""

    def __init__(self, rho: _builtins.float, momentum: _builtins.float, epsilon: _builtins.float, use_locking: _builtins.bool = ...) -> None: ...
    def __call__(self, var: _Tensor | _Torch, ms: _Tensor | _Torch, mom: _Tensor | _Torch, lr: _Any, grad: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseGatherV2(_Primitive):
    """The slices along an axis that the indices name; an old form of Gather."""

    def __init__(self) -> None: ...
    def __call__(self, params: _Tensor | _Torch, indices: _Tensor | _Torch, axis: _Any) -> _Any: ...  # type: ignore[override]

class SparseSlice(_Primitive):
    """A part of a sparse tensor, as indices, values and shape."""

    def __init__(self) -> None: ...
    def __call__(self, indices: _Tensor | _Torch, values: _Tensor | _Torch, shape: _Tensor | _Torch, start: _Tensor | _Torch, size: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseSoftmaxCrossEntropyWithLogits(_Primitive):
    """The mean cross entropy of class numbers, or its gradient by the logits."""

    def __init__(self, is_grad: _builtins.bool = ...) -> None: ...
    def __call__(self, features: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseTensorDenseAdd(_Primitive):
    """A dense tensor plus values at indices."""

    def __init__(self) -> None: ...
    def __call__(self, x1_indices: _Tensor | _Torch, x1_values: _Tensor | _Torch, x1_shape: _Tensor | _Torch, x2: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseTensorDenseMatmul(_Primitive):
    """The product of a sparse matrix and a dense one."""

    def __init__(self, adjoint_st: _builtins.bool = ..., adjoint_dt: _builtins.bool = ...) -> None: ...
    def __call__(self, indices: _Tensor | _Torch, values: _Tensor | _Torch, sparse_shape: _Any, dense: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SparseToDense(_Primitive):
    """The dense tensor of values at indices."""

    def __init__(self) -> None: ...
    def __call__(self, indices: _Tensor | _Torch, values: _Tensor | _Torch, sparse_shape: _Any) -> _Any: ...  # type: ignore[override]

class Split(_Primitive):
    """Equal parts along an axis."""

    def __init__(self, axis: _builtins.int = ..., output_num: _builtins.int = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SplitV(_Primitive):
    """Parts of given sizes along an axis; -1 is what is left."""

    def __init__(self, size_splits: _Any, split_dim: _builtins.int, num_split: _builtins.int) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sqrt(_Primitive):
    """The square root."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Square(_Primitive):
    """x * x."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SquareSumAll(_Primitive):
    """The sum of squares of each of two tensors."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, y: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SquaredDifference(_Primitive):
    """(x - y) ** 2."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Squeeze(_Primitive):
    """Without axes of size 1."""

    def __init__(self, axis: _Any = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Stack(_Primitive):
    """Tensors side by side along a new axis."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

class StandardLaplace(_Primitive):
    """Standard Laplace numbers."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Any) -> _Any: ...  # type: ignore[override]

class StandardNormal(_Primitive):
    """Standard normal numbers."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Any) -> _Any: ...  # type: ignore[override]

class StopGradient(_Primitive):
    """The value, through which no gradient flows."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Any) -> _Any: ...  # type: ignore[override]

class StridedSlice(_Primitive):
    """Every so many elements from a begin to before an end of each axis."""

    def __init__(self, begin_mask: _builtins.int = ..., end_mask: _builtins.int = ..., ellipsis_mask: _builtins.int = ..., new_axis_mask: _builtins.int = ..., shrink_axis_mask: _builtins.int = ...) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, begin: _Any, end: _Any, strides: _Any) -> _Any: ...  # type: ignore[override]

class Sub(_Primitive):
    """x - y."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class SubAndFilter(_Primitive):
    """The elements less an offset that are in a range, and their places."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, max_num: _Tensor | _Torch | _builtins.float, offset: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Svd(_Primitive):
    """The singular values, and the vectors to the left and right as columns."""

    def __init__(self, full_matrices: _builtins.bool = ..., compute_uv: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Tan(_Primitive):
    """The tangent."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Tanh(_Primitive):
    """The hyperbolic tangent."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorAdd(_Primitive):
    """x + y; an old name of Add."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class TensorScatterAdd(_Primitive):
    """Add updates to the parts that the indices name, by coordinates, in a copy."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorScatterDiv(_Primitive):
    """Divide the parts that the indices name by updates, by coordinates, in a copy."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorScatterElements(_Primitive):
    """A copy with an update for each index along an axis: put there, added or multiplied."""

    def __init__(self, axis: _builtins.int = ..., reduction: _builtins.str = ...) -> None: ...
    def __call__(self, data: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorScatterMax(_Primitive):
    """The larger of updates and the parts that the indices name, by coordinates, in a copy."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorScatterMin(_Primitive):
    """The smaller of updates and the parts that the indices name, by coordinates, in a copy."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorScatterMul(_Primitive):
    """Multiply the parts that the indices name by updates, by coordinates, in a copy."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorScatterSub(_Primitive):
    """Subtract updates from the parts that the indices name, by coordinates, in a copy."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorScatterUpdate(_Primitive):
    """Put updates in the parts that the indices name, by coordinates, in a copy."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorShape(_Primitive):
    """The shape, as a tensor of int64."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TensorSummary(_Primitive):
    """A tensor for the open SummaryRecord."""

    def __init__(self) -> None: ...
    def __call__(self, name: _Any, value: _Any) -> _Any: ...  # type: ignore[override]

class TensorToTuple(_Primitive):
    """The elements of a vector as numbers."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Tile(_Primitive):
    """Copies along each axis."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, dims: _Any) -> _Any: ...  # type: ignore[override]

class TopK(_Primitive):
    """The k largest values along the last axis, and their indices."""

    def __init__(self, sorted: _builtins.bool = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch, k: _Any) -> _Any: ...  # type: ignore[override]

class Trace(_Primitive):
    """The sum of the diagonal of a matrix."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Transpose(_Primitive):
    """The axes in another order."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, dims: _Any) -> _Any: ...  # type: ignore[override]

class TransposeExtView(_Primitive):
    """Two axes exchanged, as a view."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, dim0: _builtins.int, dim1: _builtins.int) -> _Any: ...  # type: ignore[override]

class TransposeView(_Primitive):
    """The axes in another order, as a view."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, input_perm: _Any) -> _Any: ...  # type: ignore[override]

class TridiagonalMatMul(_Primitive):
    """The product of a tridiagonal matrix and another."""

    def __init__(self) -> None: ...
    def __call__(self, superdiag: _Tensor | _Torch, maindiag: _Tensor | _Torch, subdiag: _Tensor | _Torch, rhs: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Tril(_Primitive):
    """The elements on and below a diagonal."""

    def __init__(self, diagonal: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TrilIndices(_Primitive):
    """The coordinates of the lower triangle."""

    def __init__(self, row: _builtins.int, col: _builtins.int, offset: _builtins.int = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self) -> _Any: ...  # type: ignore[override]

class TripletMarginLoss(_Primitive):
    """How much nearer the positive is than the negative, up to a margin."""

    def __init__(self, p: _builtins.int = ..., swap: _builtins.bool = ..., eps: _builtins.float = ..., reduction: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, positive: _Tensor | _Torch, negative: _Tensor | _Torch, margin: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Triu(_Primitive):
    """The elements on and above a diagonal."""

    def __init__(self, diagonal: _builtins.int = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TriuIndices(_Primitive):
    """The coordinates of the upper triangle."""

    def __init__(self, row: _builtins.int, col: _builtins.int, offset: _builtins.int = ..., dtype: _Type | None = ...) -> None: ...
    def __call__(self) -> _Any: ...  # type: ignore[override]

class Trunc(_Primitive):
    """The integer part."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TruncateDiv(_Primitive):
    """The quotient rounded towards zero."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class TruncateMod(_Primitive):
    """The remainder of the quotient rounded towards zero."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class TruncatedNormal(_Primitive):
    """Standard normal numbers in [-2, 2]."""

    def __init__(self, dtype: _Type | None = ..., seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class TupleToArray(_Primitive):
    """The numbers of a tuple as a tensor."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Any) -> _Any: ...  # type: ignore[override]

class UniformCandidateSampler(_Primitive):
    """Classes drawn with equal chances, and how often true and drawn ones are expected."""

    def __init__(self, num_true: _builtins.int, num_sampled: _builtins.int, unique: _builtins.bool, range_max: _builtins.int, seed: _builtins.int = ..., remove_accidental_hits: _builtins.bool = ...) -> None: ...
    def __call__(self, true_classes: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UniformInt(_Primitive):
    """Uniform whole numbers from minval to below maxval."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Any, minval: _Tensor | _Torch, maxval: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UniformReal(_Primitive):
    """Uniform numbers in [0, 1)."""

    def __init__(self, seed: _builtins.int = ..., seed2: _builtins.int = ...) -> None: ...
    def __call__(self, shape: _Any) -> _Any: ...  # type: ignore[override]

class Unique(_Primitive):
    """The different elements in the order of their first places, and the number of each element's."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UniqueConsecutive(_Primitive):
    """Equal neighbours once, the number of each element's, and their counts."""

    def __init__(self, return_inverse: _builtins.bool = ..., return_counts: _builtins.bool = ..., dim: _Any = ...) -> None: ...
    def __call__(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UniqueWithPad(_Primitive):
    """The different elements, padded with a number, and the number of each element's."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, pad_num: _Any) -> _Any: ...  # type: ignore[override]

class Unpack(_Primitive):
    """The parts along an axis, without it. An old name of Unstack."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UnravelIndex(_Primitive):
    """The coordinates of places in a flattened array."""

    def __init__(self) -> None: ...
    def __call__(self, indices: _Tensor | _Torch, dims: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UnsortedSegmentMax(_Primitive):
    """The maximum of the elements with each segment id."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Any: ...  # type: ignore[override]

class UnsortedSegmentMin(_Primitive):
    """The minimum of the elements with each segment id."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Any: ...  # type: ignore[override]

class UnsortedSegmentProd(_Primitive):
    """The product of the elements with each segment id."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Any: ...  # type: ignore[override]

class UnsortedSegmentSum(_Primitive):
    """The sum of the elements with each segment id."""

    def __init__(self) -> None: ...
    def __call__(self, input_x: _Tensor | _Torch, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Any: ...  # type: ignore[override]

class Unstack(_Primitive):
    """The parts along an axis, without it."""

    def __init__(self, axis: _builtins.int = ..., num: _Any = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UpdateState(_Primitive):
    """The first of what came in."""

    def __init__(self) -> None: ...
    def __call__(self, *args: _Any) -> _Any: ...  # type: ignore[override]

class UpperBound(_Primitive):
    """The last place in each row at which a value keeps the order."""

    def __init__(self, out_type: _Type | None = ...) -> None: ...
    def __call__(self, sorted_x: _Tensor | _Torch, values: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UpsampleNearest3D(_Primitive):
    """Volumes of another size, of the nearest voxels."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, output_size: _Any = ..., scales: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class UpsampleTrilinear3D(_Primitive):
    """Volumes of another size by linear interpolation."""

    def __init__(self, align_corners: _builtins.bool = ...) -> None: ...
    def __call__(self, x: _Tensor | _Torch, output_size: _Any = ..., scales: _Tensor | _Torch | None = ...) -> _Any: ...  # type: ignore[override]

class WhileLoop(_Primitive):
    """A function of a value as long as a condition holds."""

    def __init__(self) -> None: ...
    def __call__(self, cond_func: _Any, loop_func: _Any, init_val: _Any) -> _Any: ...  # type: ignore[override]

class Xdivy(_Primitive):
    """x / y, and 0 where x is 0, also if y is too."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Any: ...  # type: ignore[override]

class Xlogy(_Primitive):
    """input * log(other), and 0 where input is 0."""

    def __init__(self) -> None: ...
    def __call__(self, input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Zeros(_Primitive):
    """Zeros."""

    def __init__(self) -> None: ...
    def __call__(self, size: _Any, dtype: _Type | None = ...) -> _Any: ...  # type: ignore[override]

class ZerosLike(_Primitive):
    """Zeros in the shape and dtype of a tensor."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Zeta(_Primitive):
    """The Hurwitz zeta function."""

    def __init__(self) -> None: ...
    def __call__(self, x: _Tensor | _Torch, q: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

def abs(input: _Tensor | _Torch) -> _Tensor:
    """The absolute value."""

def absolute(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.abs."""

def accumulate_n(x: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """The sum of several tensors."""

def acos(input: _Tensor | _Torch) -> _Tensor:
    """The arc cosine."""

def acosh(input: _Tensor | _Torch) -> _Tensor:
    """The inverse hyperbolic cosine."""

def adaptive_avg_pool1d(input: _Tensor | _Torch, output_size: _Any) -> _Tensor:
    """The mean of as many equal parts of the last axis as asked for."""

def adaptive_avg_pool2d(input: _Tensor | _Torch, output_size: _Any) -> _Tensor:
    """The mean of parts of the last two axes, as many as asked for."""

def adaptive_avg_pool2d_ext(input: _Tensor | _Torch, output_size: _Any) -> _Tensor:
    """The mean of parts of the last two axes, as many as asked for."""

def adaptive_avg_pool3d(input: _Tensor | _Torch, output_size: _Any) -> _Tensor:
    """The mean of parts of the last three axes, as many as asked for."""

def adaptive_max_pool1d(input: _Tensor | _Torch, output_size: _Any) -> _Tensor:
    """The largest of as many equal parts of the last axis as asked for."""

def adaptive_max_pool2d(input: _Tensor | _Torch, output_size: _Any, return_indices: _builtins.bool = ...) -> _Any:
    """The largest of parts of the last two axes, as many as asked for."""

def adaptive_max_pool3d(input: _Tensor | _Torch, output_size: _Any, return_indices: _builtins.bool = ...) -> _Any:
    """The largest of parts of the last three axes, as many as asked for."""

def add(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input + other."""

from msshim.core.scalars import add_flags as add_flags
def add_layer_norm(x1: _Tensor | _Torch, x2: _Tensor | _Torch, gamma: _Tensor | _Torch, beta: _Tensor | _Torch, epsilon: _builtins.float = ..., additional_output: _builtins.bool = ...) -> _Any:
    """Normalise the sum of two tensors over the last axes."""

def add_rms_norm(x1: _Tensor | _Torch, x2: _Tensor | _Torch, gamma: _Tensor | _Torch, epsilon: _builtins.float = ...) -> _Any:
    """The rms_norm of the sum of two tensors, and the sum."""

def addbmm(input: _Tensor | _Torch, batch1: _Tensor | _Torch, batch2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * input + alpha * the sum of batch1 @ batch2."""

def addcdiv(input: _Tensor | _Torch, tensor1: _Tensor | _Torch, tensor2: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float = ...) -> _Tensor:
    """input + value * tensor1 / tensor2."""

def addcmul(input: _Tensor | _Torch, tensor1: _Tensor | _Torch, tensor2: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float = ...) -> _Tensor:
    """input + value * tensor1 * tensor2."""

def addmm(input: _Tensor | _Torch, mat1: _Tensor | _Torch, mat2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * input + alpha * mat1 @ mat2."""

def addmv(input: _Tensor | _Torch, mat: _Tensor | _Torch, vec: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * input + alpha * mat @ vec."""

def addn(x: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """The sum of several tensors."""

def addr(x: _Tensor | _Torch, vec1: _Tensor | _Torch, vec2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * x + alpha * the outer product of vec1 and vec2."""

def adjoint(x: _Tensor | _Torch) -> _Tensor:
    """The conjugate transpose of the last two axes."""

def affine_grid(theta: _Tensor | _Torch, size: _Any, align_corners: _builtins.bool = ...) -> _Tensor:
    """Sampling grids of affine maps."""

def all(input: _Tensor | _Torch, axis: _Any = ..., keep_dims: _builtins.bool = ...) -> _Tensor:
    """Whether all elements are true."""

def amax(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ..., *, initial: _Tensor | _Torch | _builtins.float | None = ..., where: _Tensor | _Torch | None = ...) -> _Tensor:
    """The largest element."""

def amin(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ..., *, initial: _Tensor | _Torch | _builtins.float | None = ..., where: _Tensor | _Torch | None = ...) -> _Tensor:
    """The smallest element."""

def aminmax(input: _Tensor | _Torch, *, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Any:
    """The smallest and the largest element along an axis."""

def angle(input: _Tensor | _Torch) -> _Tensor:
    """The argument of each complex number."""

def any(input: _Tensor | _Torch, axis: _Any = ..., keep_dims: _builtins.bool = ...) -> _Tensor:
    """Whether any element is true."""

def approximate_equal(x: _Tensor | _Torch, y: _Tensor | _Torch, tolerance: _Any = ...) -> _Tensor:
    """Whether the elements differ by less than the tolerance."""

def arange(start: _Tensor | _Torch | _builtins.float = ..., end: _Any = ..., step: _Tensor | _Torch | _builtins.float = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """Numbers from start to end in steps."""

def arccos(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.acos."""

def arccosh(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.acosh."""

def arcsin(x: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.asin."""

def arcsinh(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.asinh."""

def arctan(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.atan."""

def arctan2(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.atan2."""

def arctanh(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.atanh."""

def argmax(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
    """Where the largest element stands."""

def argmin(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
    """Where the smallest element stands, as int32."""

def argsort(input: _Tensor | _Torch, axis: _Any = ..., descending: _builtins.bool = ...) -> _Tensor:
    """Where the elements in order stand."""

def argwhere(input: _Tensor | _Torch) -> _Tensor:
    """The indices of the elements that are not zero."""

def asin(input: _Tensor | _Torch) -> _Tensor:
    """The arc sine."""

def asinh(input: _Tensor | _Torch) -> _Tensor:
    """The inverse hyperbolic sine."""

def assign(variable: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """A value into a Parameter."""

def assign_add(variable: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """A value added to a Parameter."""

def assign_sub(variable: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """A value subtracted from a Parameter."""

def atan(input: _Tensor | _Torch) -> _Tensor:
    """The arc tangent."""

def atan2(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The angle of the points (other, input)."""

def atanh(input: _Tensor | _Torch) -> _Tensor:
    """The inverse hyperbolic tangent."""

def atleast_1d(inputs: _Any) -> _Any:
    """At least one axis."""

def atleast_2d(inputs: _Any) -> _Any:
    """At least two axes."""

def atleast_3d(inputs: _Any) -> _Any:
    """At least three axes."""

def avg_pool1d(input_x: _Tensor | _Torch, kernel_size: _Any = ..., stride: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ...) -> _Tensor:
    """The mean of windows of the last axis."""

def avg_pool2d(input_x: _Tensor | _Torch, kernel_size: _Any = ..., stride: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ..., divisor_override: _Any = ...) -> _Tensor:
    """The mean of windows of the last two axes."""

def avg_pool3d(input_x: _Tensor | _Torch, kernel_size: _Any = ..., stride: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ..., divisor_override: _Any = ...) -> _Tensor:
    """The mean of windows of the last three axes."""

def baddbmm(input: _Tensor | _Torch, batch1: _Tensor | _Torch, batch2: _Tensor | _Torch, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * input + alpha * batch1 @ batch2."""

def baddbmm_ext(input: _Tensor | _Torch, batch1: _Tensor | _Torch, batch2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * input + alpha * batch1 @ batch2."""

def bartlett_window(window_length: _Any, periodic: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The Bartlett window."""

def batch_dot(x1: _Tensor | _Torch, x2: _Tensor | _Torch, axes: _Any = ...) -> _Tensor:
    """The sum of products over one axis of each, sample by sample."""

def batch_norm(input_x: _Tensor | _Torch, running_mean: _Tensor | _Torch, running_var: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch, training: _builtins.bool = ..., momentum: _Any = ..., eps: _builtins.float = ...) -> _Tensor:
    """Normalise each channel by the running values, or by the batch's when training."""

def batch_to_space_nd(input_x: _Tensor | _Torch, block_shape: _Any, crops: _Any) -> _Tensor:
    """Samples rearranged into space."""

def bernoulli(input: _Tensor | _Torch, p: _Tensor | _Torch | _builtins.float = ..., seed: _Any = ...) -> _Tensor:
    """0 or 1, the latter with a probability."""

def bernoulli_(input: _Tensor | _Torch, p: _Tensor | _Torch | _builtins.float = ..., *, generator: _Any = ...) -> _Tensor:
    """The tensor filled with 0 and 1."""

def bernoulli_ext(input: _Tensor | _Torch, *, generator: _Any = ...) -> _Tensor:
    """0 or 1, the latter with the probability in input."""

def bessel_i0(x: _Tensor | _Torch) -> _Tensor:
    """The modified Bessel function of order 0."""

def bessel_i0e(x: _Tensor | _Torch) -> _Tensor:
    """bessel_i0 scaled by exp(-abs(x))."""

def bessel_i1(x: _Tensor | _Torch) -> _Tensor:
    """The modified Bessel function of order 1."""

def bessel_i1e(x: _Tensor | _Torch) -> _Tensor:
    """bessel_i1 scaled by exp(-abs(x))."""

def bessel_j0(x: _Tensor | _Torch) -> _Tensor:
    """The Bessel function of the first kind of order 0."""

def bessel_j1(x: _Tensor | _Torch) -> _Tensor:
    """The Bessel function of the first kind of order 1."""

def bessel_k0(x: _Tensor | _Torch) -> _Tensor:
    """The modified Bessel function of the second kind of order 0."""

def bessel_k0e(x: _Tensor | _Torch) -> _Tensor:
    """bessel_k0 scaled by exp(x)."""

def bessel_k1(x: _Tensor | _Torch) -> _Tensor:
    """The modified Bessel function of the second kind of order 1."""

def bessel_k1e(x: _Tensor | _Torch) -> _Tensor:
    """bessel_k1 scaled by exp(x)."""

def bessel_y0(x: _Tensor | _Torch) -> _Tensor:
    """The Bessel function of the second kind of order 0."""

def bessel_y1(x: _Tensor | _Torch) -> _Tensor:
    """The Bessel function of the second kind of order 1."""

def bias_add(input_x: _Tensor | _Torch, bias: _Tensor | _Torch) -> _Tensor:
    """The input plus one number a channel."""

def bidense(input1: _Tensor | _Torch, input2: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ...) -> _Tensor:
    """x1 @ weight @ x2 for each output, plus a bias."""

def binary_cross_entropy(logits: _Tensor | _Torch, labels: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., reduction: _Any = ...) -> _Tensor:
    """-(y * log(x) + (1 - y) * log(1 - x)) of probabilities x and labels y."""

def binary_cross_entropy_with_logits(input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., pos_weight: _Tensor | _Torch | None = ..., reduction: _Any = ...) -> _Tensor:
    """The binary cross entropy of the sigmoid of logits."""

def bincount(input: _Tensor | _Torch, weights: _Tensor | _Torch | None = ..., minlength: _Any = ...) -> _Tensor:
    """How often each number occurs."""

def bitwise_and(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Bit by bit, and."""

def bitwise_left_shift(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The bits moved to the left."""

def bitwise_or(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Bit by bit, or."""

def bitwise_right_shift(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The bits moved to the right."""

def bitwise_xor(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Bit by bit, exclusive or."""

def blackman_window(window_length: _Any, periodic: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The Blackman window."""

def block_diag(*inputs: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """A matrix with blocks on its diagonal."""

def bmm(input_x: _Tensor | _Torch, mat2: _Tensor | _Torch) -> _Tensor:
    """The products of two batches of matrices."""

def bool_not(*args: _Any) -> _Tensor:
    """Whether a truth value is false."""

def bounding_box_decode(anchor_box: _Tensor | _Torch, deltas: _Tensor | _Torch, max_shape: _Any, means: _Any = ..., stds: _Any = ..., wh_ratio_clip: _Any = ...) -> _Tensor:
    """Boxes moved and stretched, within an image."""

def bounding_box_encode(anchor_box: _Tensor | _Torch, groundtruth_box: _Tensor | _Torch, means: _Any = ..., stds: _Any = ...) -> _Tensor:
    """The shifts and stretches from boxes to others."""

def broadcast_to(input: _Tensor | _Torch, shape: _Any) -> _Tensor:
    """The tensor repeated to a shape."""

def bucketize(input: _Tensor | _Torch, boundaries: _Any, *, right: _builtins.bool = ...) -> _Tensor:
    """The bucket of each element."""

def cartesian_prod(*inputs: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """All tuples of one element of each."""

def cast(input: _Tensor | _Torch, dtype: _Type | None) -> _Tensor:
    """The elements in another dtype."""

def cat(tensors: _Sequence[_Tensor | _Torch], axis: _builtins.int = ...) -> _Tensor:
    """Join tensors along an existing axis."""

def cdist(x1: _Tensor | _Torch, x2: _Tensor | _Torch, p: _Any = ...) -> _Tensor:
    """The p-norm distances between the rows of two matrices."""

def ceil(input: _Tensor | _Torch) -> _Tensor:
    """The least integer that is not smaller."""

def celu(x: _Tensor | _Torch, alpha: _builtins.float = ...) -> _Tensor:
    """x where it is positive, else alpha * (exp(x / alpha) - 1)."""

def channel_shuffle(x: _Tensor | _Torch, groups: _builtins.int) -> _Tensor:
    """The channels of each group in turn."""

def check_valid(bboxes: _Tensor | _Torch, img_metas: _Tensor | _Torch) -> _Tensor:
    """Whether boxes lie within an image."""

def choice_with_mask(input_x: _Tensor | _Torch, count: _Any = ..., seed: _Any = ...) -> _Any:
    """Random places of the true elements."""

def cholesky(input_x: _Tensor | _Torch, upper: _builtins.bool = ...) -> _Tensor:
    """The triangular factor of a positive definite matrix."""

def cholesky_inverse(input_x: _Tensor | _Torch, upper: _builtins.bool = ...) -> _Tensor:
    """The inverse from the triangular factor."""

def cholesky_solve(input: _Tensor | _Torch, input2: _Tensor | _Torch, upper: _builtins.bool = ...) -> _Tensor:
    """The solution from the triangular factor."""

def chunk(input: _Tensor | _Torch, chunks: _Any, axis: _Any = ...) -> _Any:
    """The tensor in about equal parts."""

def clamp(input: _Tensor | _Torch, min: _Tensor | _Torch | _builtins.float | None = ..., max: _Tensor | _Torch | _builtins.float | None = ...) -> _Tensor:
    """Each element between min and max."""

def clamp_(input: _Tensor | _Torch, min: _Tensor | _Torch | _builtins.float | None = ..., max: _Tensor | _Torch | _builtins.float | None = ...) -> _Tensor:
    """Each element between two bounds, in place."""

def clip(input: _Tensor | _Torch, min: _Tensor | _Torch | _builtins.float | None = ..., max: _Tensor | _Torch | _builtins.float | None = ...) -> _Tensor:
    """Another name of ops.clamp."""

def clip_by_global_norm(x: _Sequence[_Tensor | _Torch], clip_norm: _Any = ..., use_norm: _Any = ...) -> _Any:
    """Several tensors scaled down to a common norm."""

def clip_by_norm(x: _Any, max_norm: _Any, norm_type: _Any = ..., error_if_nonfinite: _builtins.bool = ...) -> _Any:
    """Tensors scaled down to a norm."""

def clip_by_value(x: _Any, clip_value_min: _Tensor | _Torch | _builtins.float | None = ..., clip_value_max: _Tensor | _Torch | _builtins.float | None = ...) -> _Any:
    """Each element, or of several tensors each, between two bounds."""

def coalesce(x_indices: _Tensor | _Torch, x_values: _Tensor | _Torch, x_shape: _Tensor | _Torch) -> _Any:
    """Indices, one a column, sorted and each once, with the sums of their values."""

def col2im(input_x: _Tensor | _Torch, output_size: _Any, kernel_size: _Any, dilation: _Any, padding_value: _Any, stride: _Any) -> _Tensor:
    """Images from windows, which add where they overlap."""

def column_stack(tensors: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """Columns side by side."""

def combinations(input: _Tensor | _Torch, r: _Any = ..., with_replacement: _builtins.bool = ...) -> _Tensor:
    """Choices of r elements."""

def concat(tensors: _Sequence[_Tensor | _Torch], axis: _builtins.int = ...) -> _Tensor:
    """Another name of ops.cat."""

def cond(A: _Tensor | _Torch, p: _Any = ...) -> _Tensor:
    """The norm of each matrix times that of its inverse."""

def conj(input: _Tensor | _Torch) -> _Tensor:
    """The complex conjugate."""

from msshim.core.primitive import constexpr as constexpr
def conv1d(input: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., groups: _builtins.int = ...) -> _Tensor:
    """Convolution over one axis."""

def conv2d(input: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., groups: _builtins.int = ...) -> _Tensor:
    """Convolution over two axes."""

def conv3d(input: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., groups: _builtins.int = ...) -> _Tensor:
    """Convolution over three axes."""

def conv3d_transpose(inputs: _Tensor | _Torch, weight: _Tensor | _Torch, pad_mode: _Any = ..., padding: _Any = ..., stride: _Any = ..., dilation: _Any = ..., group: _builtins.int = ..., output_padding: _Any = ...) -> _Tensor:
    """Transposed convolution over three axes."""

def conv_transpose2d(input: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ..., stride: _Any = ..., padding: _Any = ..., output_padding: _Any = ..., groups: _builtins.int = ..., dilation: _Any = ...) -> _Tensor:
    """Transposed convolution over two axes."""

from msshim.sparse.functions import coo_abs as coo_abs
from msshim.sparse.functions import coo_acos as coo_acos
from msshim.sparse.functions import coo_acosh as coo_acosh
from msshim.sparse.functions import coo_add as coo_add
from msshim.sparse.functions import coo_asin as coo_asin
from msshim.sparse.functions import coo_asinh as coo_asinh
from msshim.sparse.functions import coo_atan as coo_atan
from msshim.sparse.functions import coo_atanh as coo_atanh
from msshim.sparse.functions import coo_ceil as coo_ceil
from msshim.sparse.functions import coo_concat as coo_concat
from msshim.sparse.functions import coo_cos as coo_cos
from msshim.sparse.functions import coo_cosh as coo_cosh
from msshim.sparse.functions import coo_exp as coo_exp
from msshim.sparse.functions import coo_expm1 as coo_expm1
from msshim.sparse.functions import coo_floor as coo_floor
from msshim.sparse.functions import coo_inv as coo_inv
from msshim.sparse.functions import coo_isfinite as coo_isfinite
from msshim.sparse.functions import coo_isinf as coo_isinf
from msshim.sparse.functions import coo_isnan as coo_isnan
from msshim.sparse.functions import coo_log as coo_log
from msshim.sparse.functions import coo_log1p as coo_log1p
from msshim.sparse.functions import coo_neg as coo_neg
from msshim.sparse.functions import coo_relu as coo_relu
from msshim.sparse.functions import coo_relu6 as coo_relu6
from msshim.sparse.functions import coo_round as coo_round
from msshim.sparse.functions import coo_sigmoid as coo_sigmoid
from msshim.sparse.functions import coo_sin as coo_sin
from msshim.sparse.functions import coo_sinh as coo_sinh
from msshim.sparse.functions import coo_softsign as coo_softsign
from msshim.sparse.functions import coo_sqrt as coo_sqrt
from msshim.sparse.functions import coo_square as coo_square
from msshim.sparse.functions import coo_tan as coo_tan
from msshim.sparse.functions import coo_tanh as coo_tanh
def copysign(x: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The magnitude of x with the sign of other."""

def cos(input: _Tensor | _Torch) -> _Tensor:
    """The cosine."""

def cosh(input: _Tensor | _Torch) -> _Tensor:
    """The hyperbolic cosine."""

def cosine_embedding_loss(input1: _Tensor | _Torch, input2: _Tensor | _Torch, target: _Tensor | _Torch, margin: _Any = ..., reduction: _Any = ...) -> _Tensor:
    """1 - cosine where the target is 1, what the cosine exceeds the margin by where it is -1."""

def cosine_similarity(x1: _Tensor | _Torch, x2: _Tensor | _Torch, dim: _Any = ..., eps: _Any = ...) -> _Tensor:
    """The cosine of the angle along an axis."""

def count_nonzero(x: _Tensor | _Torch, axis: _Any = ..., keep_dims: _builtins.bool = ..., dtype: _Type | None = ...) -> _Tensor:
    """How many elements are not zero."""

def cov(input: _Tensor | _Torch, *, correction: _Any = ..., fweights: _Tensor | _Torch | None = ..., aweights: _Tensor | _Torch | None = ...) -> _Tensor:
    """The covariances of the rows."""

def crop_and_resize(image: _Tensor | _Torch, boxes: _Tensor | _Torch, box_indices: _Tensor | _Torch, crop_size: _Any, method: _Any = ..., extrapolation_value: _Any = ...) -> _Tensor:
    """Cut boxes from images and resize them."""

def cross(input: _Tensor | _Torch, other: _Tensor | _Torch, dim: _Any = ...) -> _Tensor:
    """The cross product."""

def cross_entropy(input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., ignore_index: _builtins.int = ..., reduction: _Any = ..., label_smoothing: _builtins.float = ...) -> _Tensor:
    """The negative log-likelihood of the log softmax of logits."""

from msshim.sparse.functions import csr_abs as csr_abs
from msshim.sparse.functions import csr_acos as csr_acos
from msshim.sparse.functions import csr_acosh as csr_acosh
from msshim.sparse.functions import csr_add as csr_add
from msshim.sparse.functions import csr_asin as csr_asin
from msshim.sparse.functions import csr_asinh as csr_asinh
from msshim.sparse.functions import csr_atan as csr_atan
from msshim.sparse.functions import csr_atanh as csr_atanh
from msshim.sparse.functions import csr_ceil as csr_ceil
from msshim.sparse.functions import csr_cos as csr_cos
from msshim.sparse.functions import csr_cosh as csr_cosh
from msshim.sparse.functions import csr_div as csr_div
from msshim.sparse.functions import csr_exp as csr_exp
from msshim.sparse.functions import csr_expm1 as csr_expm1
from msshim.sparse.functions import csr_floor as csr_floor
from msshim.sparse.functions import csr_inv as csr_inv
from msshim.sparse.functions import csr_isfinite as csr_isfinite
from msshim.sparse.functions import csr_isinf as csr_isinf
from msshim.sparse.functions import csr_isnan as csr_isnan
from msshim.sparse.functions import csr_log as csr_log
from msshim.sparse.functions import csr_log1p as csr_log1p
from msshim.sparse.functions import csr_mm as csr_mm
from msshim.sparse.functions import csr_mul as csr_mul
from msshim.sparse.functions import csr_mv as csr_mv
from msshim.sparse.functions import csr_neg as csr_neg
from msshim.sparse.functions import csr_reduce_sum as csr_reduce_sum
from msshim.sparse.functions import csr_relu as csr_relu
from msshim.sparse.functions import csr_relu6 as csr_relu6
from msshim.sparse.functions import csr_round as csr_round
from msshim.sparse.functions import csr_sigmoid as csr_sigmoid
from msshim.sparse.functions import csr_sin as csr_sin
from msshim.sparse.functions import csr_sinh as csr_sinh
from msshim.sparse.functions import csr_softmax as csr_softmax
from msshim.sparse.functions import csr_softsign as csr_softsign
from msshim.sparse.functions import csr_sqrt as csr_sqrt
from msshim.sparse.functions import csr_square as csr_square
from msshim.sparse.functions import csr_tan as csr_tan
from msshim.sparse.functions import csr_tanh as csr_tanh
from msshim.sparse.functions import csr_to_coo as csr_to_coo
from msshim.sparse.functions import csr_to_dense as csr_to_dense
def ctc_greedy_decoder(inputs: _Tensor | _Torch, sequence_length: _Tensor | _Torch, merge_repeated: _builtins.bool = ...) -> _Any:
    """The likeliest label sequence of each batch entry, as a sparse matrix."""

def ctc_loss(log_probs: _Tensor | _Torch, targets: _Tensor | _Torch, input_lengths: _Tensor | _Torch, target_lengths: _Tensor | _Torch, blank: _builtins.int = ..., reduction: _Any = ..., zero_infinity: _builtins.bool = ...) -> _Any:
    """The negative log-likelihood of label sequences, and the forward variables."""

def cummax(input: _Tensor | _Torch, axis: _Any) -> _Any:
    """The running maximum, and where it stands."""

def cummin(input: _Tensor | _Torch, axis: _Any) -> _Any:
    """The running minimum, and where it stands."""

def cumprod(input: _Tensor | _Torch, dim: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The running product."""

def cumsum(x: _Tensor | _Torch, axis: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The running sum."""

from msshim.core.custom import custom_info_register as custom_info_register
def deepcopy(input_x: _Tensor | _Torch) -> _Tensor:
    """A tensor of its own memory."""

def deformable_conv2d(x: _Tensor | _Torch, weight: _Tensor | _Torch, offsets: _Tensor | _Torch, kernel_size: _Any, strides: _Any, padding: _Any, bias: _Tensor | _Torch | None = ..., dilations: _Any = ..., groups: _Any = ..., deformable_groups: _Any = ..., modulated: _Any = ...) -> _Tensor:
    """Convolution whose taps are moved by offsets and scaled by masks."""

def deg2rad(x: _Tensor | _Torch) -> _Tensor:
    """Degrees as radians."""

def dense(input: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ...) -> _Tensor:
    """x @ weight.T + bias over the last axis."""

from msshim.sparse.functions import dense_to_sparse_coo as dense_to_sparse_coo
from msshim.sparse.functions import dense_to_sparse_csr as dense_to_sparse_csr
from msshim.core.composite import depend as depend
from msshim.autograd.forward import derivative as derivative
def det(input: _Tensor | _Torch) -> _Tensor:
    """The determinant."""

def diag(input: _Tensor | _Torch) -> _Tensor:
    """A tensor of twice the axes with the elements on its diagonal."""

def diag_embed(input: _Tensor | _Torch, offset: _Any = ..., dim1: _Any = ..., dim2: _Any = ...) -> _Tensor:
    """Matrices with diagonals."""

def diagflat(input: _Tensor | _Torch, offset: _Any = ...) -> _Tensor:
    """A matrix with the flattened input on a diagonal."""

def diagonal(input: _Tensor | _Torch, offset: _Any = ..., dim1: _Any = ..., dim2: _Any = ...) -> _Tensor:
    """The elements of a diagonal."""

def diagonal_scatter(input: _Tensor | _Torch, src: _Tensor | _Torch, offset: _Any = ..., dim1: _Any = ..., dim2: _Any = ...) -> _Tensor:
    """The tensor with another diagonal."""

def diff(x: _Tensor | _Torch, n: _Any = ..., axis: _Any = ..., prepend: _Tensor | _Torch | None = ..., append: _Tensor | _Torch | None = ...) -> _Tensor:
    """The differences of neighbours."""

def diff_ext(input: _Tensor | _Torch, n: _Any = ..., dim: _Any = ..., prepend: _Tensor | _Torch | None = ..., append: _Tensor | _Torch | None = ...) -> _Tensor:
    """The n-th differences of neighbours."""

def digamma(input: _Tensor | _Torch) -> _Tensor:
    """The derivative of log-gamma."""

def dist(input: _Tensor | _Torch, other: _Tensor | _Torch, p: _Any = ...) -> _Tensor:
    """The p-norm of the difference."""

def div(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float, *, rounding_mode: _Any = ...) -> _Tensor:
    """input / other, rounded as rounding_mode says."""

def divide(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float, *, rounding_mode: _Any = ...) -> _Tensor:
    """Another name of ops.div."""

def dot(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The last axis of input with the last but one of other."""

def dropout(input: _Tensor | _Torch, p: _builtins.float = ..., training: _builtins.bool = ..., seed: _Any = ...) -> _Tensor:
    """Zeros at random places, the rest scaled up."""

def dropout1d(input: _Tensor | _Torch, p: _builtins.float = ..., training: _builtins.bool = ...) -> _Tensor:
    """Zeros in random channels of (N, C, L), the rest scaled up."""

def dropout2d(input: _Tensor | _Torch, p: _builtins.float = ..., training: _builtins.bool = ...) -> _Tensor:
    """Zeros in random channels of (N, C, H, W), the rest scaled up."""

def dropout3d(input: _Tensor | _Torch, p: _builtins.float = ..., training: _builtins.bool = ...) -> _Tensor:
    """Zeros in random channels of (N, C, D, H, W), the rest scaled up."""

def dsplit(input: _Tensor | _Torch, indices_or_sections: _Any) -> _Any:
    """Parts along the third axis."""

def dstack(tensors: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """Tensors behind one another."""

def dtype(x: _Any) -> _Any:
    """The dtype."""

def dyn_shape(input_x: _Tensor | _Torch) -> _Tensor:
    """The shape as a tensor."""

def eig(A: _Tensor | _Torch) -> _Any:
    """Eigenvalues and eigenvectors."""

def eigvals(A: _Tensor | _Torch) -> _Tensor:
    """The eigenvalues."""

def einsum(equation: _Any, *operands: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """Einstein's sum."""

def einsum_ext(equation: _Any, *operands: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """Einstein's sum."""

def elu(input_x: _Tensor | _Torch, alpha: _builtins.float = ...) -> _Tensor:
    """x where it is positive, else alpha * (exp(x) - 1)."""

def embedding(input: _Tensor | _Torch, weight: _Tensor | _Torch, padding_idx: _Any = ..., max_norm: _Any = ..., norm_type: _Any = ..., scale_grad_by_freq: _Any = ...) -> _Tensor:
    """The rows of a table at given places."""

def eps(x: _Tensor | _Torch) -> _Tensor:
    """The least step from 1 of the dtype."""

def eq(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether the elements are equal."""

def equal(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether the elements are equal."""

def erf(input: _Tensor | _Torch) -> _Tensor:
    """The error function."""

def erfc(input: _Tensor | _Torch) -> _Tensor:
    """One minus the error function."""

def erfinv(input: _Tensor | _Torch) -> _Tensor:
    """The inverse of the error function."""

def erfinv_(input: _Tensor | _Torch) -> _Tensor:
    """The inverse of the error function, in place."""

def exp(input: _Tensor | _Torch) -> _Tensor:
    """The exponential."""

def exp2(input: _Tensor | _Torch) -> _Tensor:
    """2 to the power of each element."""

def expand(input_x: _Tensor | _Torch, size: _Any) -> _Tensor:
    """The tensor repeated to a shape."""

def expand_as(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The tensor repeated to the shape of another."""

def expand_dims(input_x: _Tensor | _Torch, axis: _Any) -> _Tensor:
    """A new axis of size 1."""

def expm1(input: _Tensor | _Torch) -> _Tensor:
    """exp(x) - 1."""

def exponential_(input: _Tensor | _Torch, lambd: _Any = ..., *, generator: _Any = ...) -> _Tensor:
    """The tensor filled with exponential random numbers."""

def eye(n: _Any, m: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Ones on the diagonal."""

def fast_gelu(x: _Tensor | _Torch) -> _Tensor:
    """x * sigmoid(1.702 * x)."""

def fft(input: _Tensor | _Torch, n: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The discrete Fourier transform."""

def fft2(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The transform of two axes."""

def fftfreq(n: _Any, d: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The frequencies of fft."""

def fftn(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The transform of several axes."""

def fftshift(input: _Tensor | _Torch, dim: _Any = ...) -> _Tensor:
    """The zero frequency moved to the middle."""

def fill(type: _Type | None, shape: _Any, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """A tensor full of one value."""

def fills(x: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """A tensor of the same shape full of a value."""

def flatten(input: _Tensor | _Torch, order: _Any = ..., *, start_dim: _Any = ..., end_dim: _Any = ...) -> _Tensor:
    """Several axes as one."""

def flip(input: _Tensor | _Torch, dims: _Any) -> _Tensor:
    """Turn axes round."""

def fliplr(input: _Tensor | _Torch) -> _Tensor:
    """Turn the second axis round."""

def flipud(input: _Tensor | _Torch) -> _Tensor:
    """Turn the first axis round."""

def float_power(input: _Tensor | _Torch | _builtins.float, exponent: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input to the power of exponent, in float64."""

def float_power_ext(input: _Tensor | _Torch | _builtins.float, exponent: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """A power in float64."""

def floor(input: _Tensor | _Torch) -> _Tensor:
    """The largest integer that is not larger."""

def floor_div(x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The quotient rounded down."""

def floor_divide(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The quotient rounded down."""

def floor_mod(x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The remainder with the sign of the divisor."""

def floordiv(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.floor_divide."""

def floormod(x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.floor_mod."""

def fmax(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The larger of each two elements; a number before nan."""

def fmin(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The smaller of each two elements; a number before nan."""

def fmod(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The remainder with the sign of input."""

def fold(input: _Tensor | _Torch, output_size: _Any, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> _Tensor:
    """Sliding blocks put together."""

def frac(x: _Tensor | _Torch) -> _Tensor:
    """The fraction, with the sign of the element."""

def fractional_max_pool2d(input: _Tensor | _Torch, kernel_size: _Any, output_size: _Any = ..., output_ratio: _Any = ..., return_indices: _builtins.bool = ..., _random_samples: _Tensor | _Torch | None = ...) -> _Any:
    """The largest value of windows at random places of the last two axes."""

def fractional_max_pool3d(input: _Tensor | _Torch, kernel_size: _Any, output_size: _Any = ..., output_ratio: _Any = ..., return_indices: _builtins.bool = ..., _random_samples: _Tensor | _Torch | None = ...) -> _Any:
    """The largest value of windows at random places of the last three axes."""

def full(size: _Any, fill_value: _Tensor | _Torch | _builtins.float, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor full of one value, int64 by default."""

def full_like(input: _Tensor | _Torch, fill_value: _Any, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor of the same shape full of one value."""

def gamma(shape: _Any, alpha: _Tensor | _Torch | _builtins.float, beta: _Tensor | _Torch | _builtins.float, seed: _Any = ...) -> _Tensor:
    """Gamma numbers."""

def gather(input_params: _Tensor | _Torch, input_indices: _Tensor | _Torch, axis: _Any, batch_dims: _Any = ...) -> _Tensor:
    """The slices along an axis that indices name."""

def gather_d(x: _Tensor | _Torch, dim: _Any, index: _Tensor | _Torch) -> _Tensor:
    """The elements that index names along dim."""

def gather_elements(input: _Tensor | _Torch, dim: _Any, index: _Tensor | _Torch) -> _Tensor:
    """The elements that index names along dim."""

def gather_nd(input_x: _Tensor | _Torch, indices: _Tensor | _Torch) -> _Tensor:
    """The slices at the positions in the last axis of indices."""

def gaussian_nll_loss(x: _Tensor | _Torch, target: _Tensor | _Torch, var: _Tensor | _Torch, full: _builtins.bool = ..., eps: _builtins.float = ..., reduction: _Any = ...) -> _Tensor:
    """Half of log(var) + (x - target)² / var."""

def gcd(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The greatest common divisor."""

def ge(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether input is at least other."""

def gelu(input: _Tensor | _Torch, approximate: _Any = ...) -> _Tensor:
    """x times the normal distribution function of x."""

def geqrf(input: _Tensor | _Torch) -> _Any:
    """The QR factors as LAPACK packs them."""

def ger(input: _Tensor | _Torch, vec2: _Tensor | _Torch) -> _Tensor:
    """The outer product."""

from msshim import get_grad as get_grad
def glu(x: _Tensor | _Torch, axis: _builtins.int = ...) -> _Tensor:
    """The first half of an axis times the sigmoid of its second half."""

from msshim import grad as grad
def greater(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether input is larger."""

def greater_equal(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether input is at least other."""

def grid_sample(input: _Tensor | _Torch, grid: _Tensor | _Torch, mode: _Any = ..., padding_mode: _Any = ..., align_corners: _Any = ...) -> _Tensor:
    """Values between pixels, at the places that a grid names."""

def group_norm(input: _Tensor | _Torch, num_groups: _builtins.int, weight: _Tensor | _Torch | None = ..., bias: _Tensor | _Torch | None = ..., eps: _builtins.float = ...) -> _Tensor:
    """Normalise groups of channels."""

def gt(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether input is larger."""

def gumbel_softmax(logits: _Tensor | _Torch, tau: _Any = ..., hard: _builtins.bool = ..., dim: _Any = ...) -> _Tensor:
    """Random choices."""

def hamming_window(window_length: _Any, periodic: _builtins.bool = ..., alpha: _Any = ..., beta: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The Hamming window."""

def hann_window(window_length: _Any, periodic: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The Hann window."""

def hardshrink(input: _Tensor | _Torch, lambd: _Any = ...) -> _Tensor:
    """0 where abs(x) is at most lambd, else x."""

def hardsigmoid(input: _Tensor | _Torch) -> _Tensor:
    """x / 6 + 1 / 2 between 0 and 1."""

def hardswish(input: _Tensor | _Torch) -> _Tensor:
    """x * hardsigmoid(x)."""

def hardtanh(input: _Tensor | _Torch, min_val: _Any = ..., max_val: _Any = ...) -> _Tensor:
    """x between two bounds."""

def heaviside(input: _Tensor | _Torch, values: _Tensor | _Torch) -> _Tensor:
    """0 below zero, 1 above, values at zero."""

def hfft(input: _Tensor | _Torch, n: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The transform of a Hermitian signal."""

def hfft2(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The transform of a Hermitian signal of two axes."""

def hfftn(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The transform of a Hermitian signal of several axes."""

def hinge_embedding_loss(inputs: _Tensor | _Torch, targets: _Tensor | _Torch, margin: _Any = ..., reduction: _Any = ...) -> _Tensor:
    """The input where the target is 1, what it lacks to the margin where it is -1."""

def histc(input: _Tensor | _Torch, bins: _Any = ..., min: _Any = ..., max: _Any = ...) -> _Tensor:
    """The histogram in equal bins."""

def hsplit(input: _Tensor | _Torch, indices_or_sections: _Any) -> _Any:
    """Parts along the second axis."""

def hstack(tensors: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """Tensors side by side."""

def huber_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, reduction: _Any = ..., delta: _Any = ...) -> _Tensor:
    """Half the square of a difference below delta, linear beyond."""

def hypot(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The length of the legs (input, other)."""

def i0(input: _Tensor | _Torch) -> _Tensor:
    """The modified Bessel function of order 0."""

def identity(x: _Any) -> _Any:
    """The value itself."""

def ifft(input: _Tensor | _Torch, n: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of fft."""

def ifft2(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of fft2."""

def ifftn(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of fftn."""

def ifftshift(input: _Tensor | _Torch, dim: _Any = ...) -> _Tensor:
    """The inverse of fftshift."""

def igamma(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The lower incomplete gamma function."""

def igammac(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The upper incomplete gamma function."""

def ihfft(input: _Tensor | _Torch, n: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of hfft."""

def ihfft2(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of hfft2."""

def ihfftn(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of hfftn."""

def imag(input: _Tensor | _Torch) -> _Tensor:
    """The imaginary part, of real numbers zero."""

def index_add(x: _Tensor | _Torch, indices: _Tensor | _Torch, y: _Tensor | _Torch, axis: _Any, use_lock: _builtins.bool = ..., check_index_bound: _builtins.bool = ...) -> _Tensor:
    """y added along an axis, in place."""

def index_fill(x: _Tensor | _Torch, axis: _Any, index: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """A value at some places along an axis."""

def index_select(input: _Tensor | _Torch, axis: _Any, index: _Tensor | _Torch) -> _Tensor:
    """The slices along an axis that index names."""

def inner(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The sum of products over the last axes."""

def inplace_add(x: _Tensor | _Torch, v: _Tensor | _Torch, indices: _Any) -> _Tensor:
    """v added to rows of x."""

def inplace_index_add(var: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch, axis: _Any) -> _Tensor:
    """Updates added along an axis, in place."""

def inplace_sigmoid(input: _Tensor | _Torch) -> _Tensor:
    """The sigmoid, in place."""

def inplace_sub(x: _Tensor | _Torch, v: _Tensor | _Torch, indices: _Any) -> _Tensor:
    """v subtracted from rows of x."""

def inplace_update(x: _Tensor | _Torch, v: _Tensor | _Torch, indices: _Any) -> _Tensor:
    """Rows of x replaced by v."""

def interpolate(input: _Tensor | _Torch, size: _Any = ..., scale_factor: _Any = ..., mode: _Any = ..., align_corners: _Any = ..., recompute_scale_factor: _Any = ...) -> _Tensor:
    """Resize the axes after the second."""

def intopk(x1: _Tensor | _Torch, x2: _Tensor | _Torch, k: _builtins.int) -> _Tensor:
    """Whether the class of each row is among its k largest."""

def inv(x: _Tensor | _Torch) -> _Tensor:
    """One over each element."""

def inverse(input: _Tensor | _Torch) -> _Tensor:
    """The inverse of a square matrix."""

def invert(x: _Tensor | _Torch) -> _Tensor:
    """Each bit turned."""

def iou(anchor_boxes: _Tensor | _Torch, gt_boxes: _Tensor | _Torch, mode: _Any = ...) -> _Tensor:
    """The overlap of all pairs of boxes."""

def irfft(input: _Tensor | _Torch, n: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of rfft."""

def irfft2(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of rfft2."""

def irfftn(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of rfftn."""

def is_complex(input: _Tensor | _Torch) -> _Any:
    """Whether the dtype is complex."""

def is_floating_point(input: _Tensor | _Torch) -> _Any:
    """Whether the dtype is a floating-point one."""

def is_nonzero(input: _Tensor | _Torch) -> _Any:
    """Whether the one element is not zero."""

def is_tensor(obj: _Any) -> _Any:
    """Whether something is a Tensor."""

def isclose(input: _Tensor | _Torch, other: _Tensor | _Torch, rtol: _Any = ..., atol: _Any = ..., equal_nan: _builtins.bool = ...) -> _Tensor:
    """Whether the elements lie within atol + rtol * abs(other)."""

def isfinite(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is neither infinite nor nan."""

def isinf(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is infinite."""

def isnan(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is nan."""

def isnan_ext(tensor: _Tensor | _Torch) -> _Tensor:
    """Whether each element is nan."""

def isneginf(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is minus infinity."""

def isposinf(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is plus infinity."""

def isreal(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element has no imaginary part."""

from msshim import jacfwd as jacfwd
from msshim import jacrev as jacrev
from msshim.autograd.forward import jet as jet
from msshim import jvp as jvp
def kaiser_window(window_length: _Any, periodic: _builtins.bool = ..., beta: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The Kaiser window."""

def kl_div(logits: _Tensor | _Torch, labels: _Tensor | _Torch, reduction: _Any = ...) -> _Tensor:
    """target * (log(target) - input), the Kullback-Leibler divergence."""

def kron(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The Kronecker product."""

def l1_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, reduction: _Any = ...) -> _Tensor:
    """The absolute difference."""

def laplace(shape: _Any, mean: _Tensor | _Torch | _builtins.float, lambda_param: _Tensor | _Torch | _builtins.float, seed: _Any = ...) -> _Tensor:
    """Laplace numbers."""

def layer_norm(input: _Tensor | _Torch, normalized_shape: _Any, weight: _Tensor | _Torch | None = ..., bias: _Tensor | _Torch | None = ..., eps: _builtins.float = ...) -> _Tensor:
    """Normalise over the last axes."""

def lcm(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The least common multiple."""

def ldexp(x: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """x * 2 ** other."""

def le(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether input is at most other."""

def leaky_relu(input: _Tensor | _Torch, alpha: _Any = ...) -> _Tensor:
    """x where it is positive, else alpha * x."""

def lerp(input: _Tensor | _Torch, end: _Tensor | _Torch, weight: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input + weight * (end - input)."""

def less(*args: _Any, **kwargs: _Any) -> _Any:
    """Whether input is smaller."""

def less_equal(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether input is at most other."""

def lgamma(input: _Tensor | _Torch) -> _Tensor:
    """The logarithm of the gamma function."""

from msshim.autograd.forward import linearize as linearize
def linspace(start: _Tensor | _Torch | _builtins.float, end: _Tensor | _Torch | _builtins.float, steps: _Any) -> _Tensor:
    """Numbers at equal distances."""

from msshim.core.scalars import tuple_len as list_len
def log(input: _Tensor | _Torch) -> _Tensor:
    """The natural logarithm."""

def log10(input: _Tensor | _Torch) -> _Tensor:
    """The logarithm to base 10."""

def log1p(input: _Tensor | _Torch) -> _Tensor:
    """log(1 + x)."""

def log2(input: _Tensor | _Torch) -> _Tensor:
    """The logarithm to base 2."""

def log_matrix_determinant(input: _Tensor | _Torch) -> _Any:
    """The sign and the logarithm of the determinant."""

def log_softmax(logits: _Tensor | _Torch, axis: _builtins.int = ...) -> _Tensor:
    """The logarithm of softmax."""

def log_uniform_candidate_sampler(true_classes: _Tensor | _Torch, num_true: _Any = ..., num_sampled: _Any = ..., unique: _Any = ..., range_max: _Any = ..., seed: _Any = ...) -> _Any:
    """Classes drawn with chances that fall, and how often true and drawn ones are expected."""

def logaddexp(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """log(exp(input) + exp(other))."""

def logaddexp2(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """log2(2 ** input + 2 ** other)."""

def logcumsumexp(input: _Tensor | _Torch, axis: _Any) -> _Tensor:
    """log of the running sum of exp."""

def logdet(input: _Tensor | _Torch) -> _Tensor:
    """The logarithm of the determinant."""

def logical_and(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether both elements are true."""

def logical_not(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is false."""

def logical_or(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether either element is true."""

def logical_xor(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether just one of the elements is true."""

def logit(input: _Tensor | _Torch, eps: _Any = ...) -> _Tensor:
    """log(x / (1 - x))."""

def logsigmoid(x: _Tensor | _Torch) -> _Tensor:
    """The logarithm of the sigmoid; -inf where that is 0."""

def logspace(start: _Tensor | _Torch | _builtins.float, end: _Tensor | _Torch | _builtins.float, steps: _Any, base: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """Numbers at equal ratios."""

def logsumexp(input: _Tensor | _Torch, dim: _Any, keepdim: _builtins.bool = ...) -> _Tensor:
    """log(sum(exp(input)))."""

def lp_pool1d(x: _Tensor | _Torch, norm_type: _Any, kernel_size: _Any, stride: _Any = ..., ceil_mode: _Any = ...) -> _Tensor:
    """The p-norm of windows of the last axis."""

def lp_pool2d(x: _Tensor | _Torch, norm_type: _Any, kernel_size: _Any, stride: _Any = ..., ceil_mode: _Any = ...) -> _Tensor:
    """The p-norm of windows of the last two axes."""

def lrn(x: _Tensor | _Torch, depth_radius: _builtins.int = ..., bias: _builtins.float = ..., alpha: _builtins.float = ..., beta: _builtins.float = ..., norm_region: _Any = ...) -> _Tensor:
    """Local response normalisation across channels."""

def lstsq(input: _Tensor | _Torch, A: _Tensor | _Torch) -> _Tensor:
    """The least squares of equations."""

def lt(*args: _Any, **kwargs: _Any) -> _Any:
    """Whether input is smaller."""

def lu_solve(b: _Tensor | _Torch, LU_data: _Tensor | _Torch, LU_pivots: _Tensor | _Torch) -> _Tensor:
    """The solution from an LU decomposition."""

def lu_unpack(LU_data: _Tensor | _Torch, LU_pivots: _Tensor | _Torch, unpack_data: _builtins.bool = ..., unpack_pivots: _builtins.bool = ...) -> _Any:
    """The factors of an LU decomposition."""

from msshim.core.scalars import make_range as make_range
from msshim.core.scalars import make_tuple as make_tuple
def margin_ranking_loss(input1: _Tensor | _Torch, input2: _Tensor | _Torch, target: _Tensor | _Torch, margin: _builtins.float = ..., reduction: _Any = ...) -> _Tensor:
    """max(0, margin - target * (input1 - input2))."""

def masked_fill(input_x: _Tensor | _Torch, mask: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """A value where mask is true."""

def masked_select(input: _Tensor | _Torch, mask: _Tensor | _Torch) -> _Tensor:
    """The elements where mask is true."""

def matmul(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """input @ other."""

def matrix_band_part(x: _Tensor | _Torch, lower: _Tensor | _Torch | _builtins.float, upper: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The diagonals of a band, zeros elsewhere."""

def matrix_determinant(input: _Tensor | _Torch) -> _Tensor:
    """The determinant."""

def matrix_diag(x: _Tensor | _Torch, k: _Tensor | _Torch | _builtins.float = ..., num_rows: _Tensor | _Torch | _builtins.float = ..., num_cols: _Tensor | _Torch | _builtins.float = ..., padding_value: _Tensor | _Torch | _builtins.float = ..., align: _Any = ...) -> _Tensor:
    """Matrices with given diagonals, a value elsewhere."""

def matrix_diag_part(x: _Tensor | _Torch, k: _Tensor | _Torch | _builtins.float, padding_value: _Tensor | _Torch | _builtins.float, align: _Any = ...) -> _Tensor:
    """Diagonals of matrices, filled up with a value."""

def matrix_exp(input: _Tensor | _Torch) -> _Tensor:
    """The exponential of a square matrix."""

def matrix_norm(A: _Tensor | _Torch, ord: _Any = ..., axis: _Any = ..., keepdims: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """A matrix's norm."""

def matrix_power(input: _Tensor | _Torch, n: _Any) -> _Tensor:
    """A power of a square matrix."""

def matrix_set_diag(x: _Tensor | _Torch, diagonal: _Tensor | _Torch, k: _Tensor | _Torch | _builtins.float = ..., align: _Any = ...) -> _Tensor:
    """Matrices with other diagonals."""

def matrix_solve(matrix: _Tensor | _Torch, rhs: _Tensor | _Torch, adjoint: _builtins.bool = ...) -> _Tensor:
    """The solution of matrix @ x = rhs."""

def max(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ..., *, initial: _Tensor | _Torch | _builtins.float | None = ..., where: _Tensor | _Torch | None = ...) -> _Any:
    """The largest element and where it stands."""

def max_pool2d(x: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., dilation: _Any = ..., return_indices: _builtins.bool = ..., ceil_mode: _Any = ...) -> _Any:
    """The largest value of windows of the last two axes."""

def max_pool3d(x: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., dilation: _Any = ..., ceil_mode: _Any = ..., return_indices: _builtins.bool = ...) -> _Any:
    """The largest value of windows of the last three axes."""

def max_unpool1d(x: _Tensor | _Torch, indices: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., output_size: _Any = ...) -> _Tensor:
    """The inverse of max pooling over one axis, with zeros elsewhere."""

def max_unpool2d(x: _Tensor | _Torch, indices: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., output_size: _Any = ...) -> _Tensor:
    """The inverse of max pooling over two axes, with zeros elsewhere."""

def max_unpool3d(x: _Tensor | _Torch, indices: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., output_size: _Any = ...) -> _Tensor:
    """The inverse of max pooling over three axes, with zeros elsewhere."""

def maximum(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The larger of each two elements."""

def mean(x: _Tensor | _Torch, axis: _Any = ..., keep_dims: _builtins.bool = ...) -> _Tensor:
    """The mean."""

def median(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Any:
    """The lower median along an axis, and where it stands."""

def meshgrid(*inputs: _Sequence[_Tensor | _Torch], indexing: _Any = ...) -> _Any:
    """Coordinate grids."""

def min(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ..., *, initial: _Tensor | _Torch | _builtins.float | None = ..., where: _Tensor | _Torch | None = ...) -> _Any:
    """The smallest element and where it stands."""

def minimum(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The smaller of each two elements."""

def mirror_pad(input_x: _Tensor | _Torch, paddings: _Any, mode: _builtins.str) -> _Tensor:
    """Grow each axis by its mirror image."""

def mish(x: _Tensor | _Torch) -> _Tensor:
    """x * tanh(softplus(x))."""

from msshim.core.scalars import mixed_precision_cast as mixed_precision_cast
def mm(input: _Tensor | _Torch, mat2: _Tensor | _Torch) -> _Tensor:
    """The product of two matrices."""

def moveaxis(x: _Tensor | _Torch, source: _Any, destination: _Any) -> _Tensor:
    """Another name of ops.movedim."""

def movedim(x: _Tensor | _Torch, source: _Any, destination: _Any) -> _Tensor:
    """Axes moved."""

def mse_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, reduction: _Any = ...) -> _Tensor:
    """The squared difference."""

def mse_loss_ext(input: _Tensor | _Torch, target: _Tensor | _Torch, reduction: _Any = ...) -> _Tensor:
    """The squared difference."""

def msort(input: _Tensor | _Torch) -> _Tensor:
    """Sort along the first axis."""

def mul(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input * other."""

def multi_margin_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, p: _builtins.int = ..., margin: _builtins.int = ..., weight: _Tensor | _Torch | None = ..., reduction: _Any = ...) -> _Tensor:
    """The mean over classes of max(0, margin - x[target] + x) ** p."""

def multilabel_margin_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, reduction: _Any = ...) -> _Tensor:
    """max(0, 1 - x[target] + x) over all targets and other classes, divided by the number of classes."""

def multilabel_soft_margin_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., reduction: _Any = ...) -> _Tensor:
    """The mean over classes of the binary cross entropy of logits."""

def multinomial(input: _Tensor | _Torch, num_samples: _Any, replacement: _builtins.bool = ..., seed: _Any = ...) -> _Tensor:
    """Indices drawn by probabilities."""

def multinomial_with_replacement(x: _Tensor | _Torch, seed: _Any, offset: _Any, numsamples: _Any, replacement: _builtins.bool = ...) -> _Tensor:
    """Places drawn with weights."""

def multiply(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.mul."""

def mv(mat: _Tensor | _Torch, vec: _Tensor | _Torch) -> _Tensor:
    """The product of a matrix and a vector."""

def mvlgamma(input: _Tensor | _Torch, p: _Any) -> _Tensor:
    """The logarithm of the multivariate gamma function."""

def nan_to_num(input: _Tensor | _Torch, nan: _Any = ..., posinf: _Any = ..., neginf: _Any = ...) -> _Tensor:
    """nan and infinities as numbers."""

def nanmean(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The mean of the numbers."""

def nanmedian(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Any:
    """The lower median of the numbers along an axis, and where it stands."""

def nanquantile(input: _Tensor | _Torch, q: _Any, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
    """The q-quantile of the numbers."""

def nansum(input: _Tensor | _Torch, axis: _Any = ..., keepdims: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The sum of the numbers."""

def narrow(input: _Tensor | _Torch, axis: _Any, start: _Any, length: _Any) -> _Tensor:
    """A part of an axis."""

def ne(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether the elements differ."""

def neg(input: _Tensor | _Torch) -> _Tensor:
    """The negative."""

def negative(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.neg."""

def nextafter(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The next number from input on towards other."""

def nll_loss(inputs: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., ignore_index: _builtins.int = ..., reduction: _Any = ..., label_smoothing: _builtins.float = ...) -> _Tensor:
    """The negative of each row's value at the target."""

def nonzero(input: _Tensor | _Torch, *, as_tuple: _builtins.bool = ...) -> _Any:
    """The indices of the elements that are not zero."""

def norm(A: _Tensor | _Torch, ord: _Any = ..., dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """A vector's or a matrix's norm."""

def normal(shape: _Any, mean: _Tensor | _Torch | _builtins.float, stddev: _Tensor | _Torch | _builtins.float, seed: _Any = ...) -> _Tensor:
    """Normal numbers."""

def normal_(input: _Tensor | _Torch, mean: _Any = ..., std: _Any = ..., *, generator: _Any = ...) -> _Tensor:
    """The tensor filled with normal random numbers."""

def not_equal(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether the elements differ."""

def numel(input: _Tensor | _Torch) -> _Any:
    """The number of elements."""

def one_hot(indices: _Tensor | _Torch, depth: _Any, on_value: _Tensor | _Torch | _builtins.float = ..., off_value: _Tensor | _Torch | _builtins.float = ..., axis: _Any = ...) -> _Tensor:
    """Ones at the places that indices name."""

def ones(shape: _Any, dtype: _Type | None = ...) -> _Tensor:
    """A tensor full of ones."""

def ones_like(input: _Tensor | _Torch, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor of the same shape full of ones."""

def orgqr(input: _Tensor | _Torch, input2: _Tensor | _Torch) -> _Tensor:
    """The orthogonal matrix of Householder reflections."""

def ormqr(input: _Tensor | _Torch, tau: _Tensor | _Torch, other: _Tensor | _Torch, left: _builtins.bool = ..., transpose: _builtins.bool = ...) -> _Tensor:
    """Householder reflections times a matrix."""

def outer(input: _Tensor | _Torch, vec2: _Tensor | _Torch) -> _Tensor:
    """The outer product."""

def pad(input_x: _Tensor | _Torch, padding: _Any, mode: _Any = ..., value: _Any = ...) -> _Tensor:
    """Grow the last axes at their heads and tails."""

def padding(x: _Tensor | _Torch, pad_dim_size: _Any = ...) -> _Tensor:
    """The last axis filled up with zeros."""

from msshim.core.composite import partial as partial
def pdist(input: _Tensor | _Torch, p: _Any = ...) -> _Tensor:
    """The p-norm distances between all pairs of rows."""

def permute(input: _Tensor | _Torch, axis: _Any) -> _Tensor:
    """The axes in the order given."""

def pinv(x: _Tensor | _Torch, *, atol: _Any = ..., rtol: _Any = ..., hermitian: _builtins.bool = ...) -> _Tensor:
    """The pseudo-inverse."""

def pixel_shuffle(input: _Tensor | _Torch, upscale_factor: _builtins.int) -> _Tensor:
    """Channels as pixels, an image of more of them."""

def pixel_unshuffle(input: _Tensor | _Torch, downscale_factor: _builtins.int) -> _Tensor:
    """Pixels as channels, an image of fewer of them."""

def poisson(shape: _Any, mean: _Tensor | _Torch | _builtins.float, seed: _Any = ...) -> _Tensor:
    """Poisson numbers."""

def polar(abs: _Tensor | _Torch, angle: _Tensor | _Torch) -> _Tensor:
    """Complex numbers of lengths and angles."""

def polygamma(n: _Any, input: _Tensor | _Torch) -> _Tensor:
    """The n-th derivative of digamma."""

def population_count(input_x: _Tensor | _Torch) -> _Tensor:
    """The number of bits that are set."""

def positive(input: _Tensor | _Torch) -> _Tensor:
    """The tensor itself."""

def pow(input: _Tensor | _Torch | _builtins.float, exponent: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input to the power of exponent."""

def pows(input: _Tensor | _Torch | _builtins.float, exponent: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.pow."""

def prelu(input: _Tensor | _Torch, weight: _Tensor | _Torch) -> _Tensor:
    """x where it is positive, else x times the slope of its channel."""

from msshim.core.primitive import prim_arg_register as prim_arg_register
from msshim.core.primitive import prim_attr_register as prim_attr_register
from msshim.core.composite import print_ as print_
def prod(input: _Tensor | _Torch, axis: _Any = ..., keep_dims: _builtins.bool = ..., dtype: _Type | None = ...) -> _Tensor:
    """The product."""

def put_(input: _Tensor | _Torch, index: _Tensor | _Torch, source: _Tensor | _Torch, accumulate: _builtins.bool = ...) -> _Tensor:
    """Elements at places of the flattened tensor."""

def qr(input: _Tensor | _Torch, mode: _Any = ...) -> _Any:
    """An orthogonal and a triangular factor."""

def quantile(input: _Tensor | _Torch, q: _Any, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
    """The q-quantile."""

def rad2deg(x: _Tensor | _Torch) -> _Tensor:
    """Radians as degrees."""

def rand(*size: _Any, dtype: _Type | None = ..., seed: _Any = ...) -> _Tensor:
    """Uniform numbers in [0, 1)."""

def rand_like(input: _Tensor | _Torch, seed: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """Uniform numbers in [0, 1), of the same shape."""

def randint(low: _Any, high: _Any, size: _Any, seed: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """Uniform integers from low to high, high excluded."""

def randint_like(input: _Tensor | _Torch, low: _Any, high: _Any, seed: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """Uniform integers, of the same shape."""

def randn(*size: _Any, dtype: _Type | None = ..., seed: _Any = ...) -> _Tensor:
    """Standard normal numbers."""

def randn_like(input: _Tensor | _Torch, seed: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """Standard normal numbers, of the same shape."""

def random_(input: _Tensor | _Torch, from_: _Any = ..., to: _Any = ..., *, generator: _Any = ...) -> _Tensor:
    """The tensor filled with random integers."""

def random_categorical(logits: _Tensor | _Torch, num_sample: _Any, seed: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Places drawn with the logarithms of weights."""

def random_gamma(shape: _Any, alpha: _Tensor | _Torch, seed: _Any = ...) -> _Tensor:
    """Gamma numbers of rate 1."""

def random_poisson(shape: _Any, rate: _Tensor | _Torch, seed: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Poisson numbers."""

def randperm(n: _Any, seed: _Any = ..., offset: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The numbers below n in random order."""

def range(start: _Any, end: _Any, step: _Any, maxlen: _Any = ...) -> _Tensor:
    """Numbers from start to end in steps."""

def rank(input_x: _Tensor | _Torch) -> _Any:
    """The number of axes."""

def ravel(input: _Tensor | _Torch) -> _Tensor:
    """All axes as one."""

def real(input: _Tensor | _Torch) -> _Tensor:
    """The real part."""

def reciprocal(input: _Tensor | _Torch) -> _Tensor:
    """One over each element."""

def reduce_max(x: _Tensor | _Torch, axis: _Any = ...) -> _Tensor:
    """The largest element."""

def reduce_mean(x: _Tensor | _Torch, axis: _Any = ...) -> _Tensor:
    """The mean."""

def reduce_min(x: _Tensor | _Torch, axis: _Any = ...) -> _Tensor:
    """The smallest value over axes."""

def reduce_sum(x: _Tensor | _Torch, axis: _Any = ...) -> _Tensor:
    """The sum over axes, in the dtype of the input."""

def relu(input: _Tensor | _Torch, inplace: _builtins.bool = ...) -> _Tensor:
    """The larger of x and 0."""

def relu6(x: _Tensor | _Torch) -> _Tensor:
    """x between 0 and 6."""

def remainder(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The remainder with the sign of the divisor."""

def renorm(input: _Tensor | _Torch, p: _Any, axis: _Any, maxnorm: _Any) -> _Tensor:
    """Slices scaled down to a norm."""

def repeat_elements(x: _Tensor | _Torch, rep: _Any, axis: _Any = ...) -> _Tensor:
    """Each element repeated along an axis."""

def repeat_interleave(input: _Tensor | _Torch, repeats: _Any, axis: _Any = ...) -> _Tensor:
    """Each element repeated."""

def reshape(input: _Tensor | _Torch, shape: _Any) -> _Tensor:
    """The elements in another shape."""

def reshape_(input: _Tensor | _Torch, shape: _Any) -> _Tensor:
    """The elements in another shape; another name of ops.reshape."""

def reverse(x: _Tensor | _Torch, axis: _Any) -> _Tensor:
    """The order along some axes reversed."""

def reverse_sequence(x: _Tensor | _Torch, seq_lengths: _Tensor | _Torch, seq_dim: _Any, batch_dim: _Any = ...) -> _Tensor:
    """The order of the first elements of each sequence reversed."""

def rfft(input: _Tensor | _Torch, n: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The transform of real numbers."""

def rfft2(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The transform of two axes of real numbers."""

def rfftfreq(n: _Any, d: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The frequencies of rfft."""

def rfftn(input: _Tensor | _Torch, s: _Any = ..., dim: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The transform of several axes of real numbers."""

def rms_norm(x: _Tensor | _Torch, gamma: _Tensor | _Torch, epsilon: _builtins.float = ...) -> _Any:
    """x over its root mean square, times gamma; and the reciprocal of that root."""

def roll(input: _Tensor | _Torch, shifts: _Any, dims: _Any = ...) -> _Tensor:
    """Elements moved around."""

def rot90(input: _Tensor | _Torch, k: _Any, dims: _Any) -> _Tensor:
    """A rotation by quarter turns."""

def rotary_position_embedding(x: _Tensor | _Torch, cos: _Tensor | _Torch, sin: _Tensor | _Torch, mode: _builtins.int = ...) -> _Tensor:
    """Turn pairs of numbers by the angles of their places."""

def round(input: _Tensor | _Torch, *, decimals: _Any = ...) -> _Tensor:
    """The nearest integer, the even one of two."""

def row_stack(tensors: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """Another name of ops.vstack."""

def rrelu(input: _Tensor | _Torch, lower: _Any = ..., upper: _Any = ...) -> _Tensor:
    """x where it is positive, else x times a random slope between lower and upper."""

def rsqrt(input: _Tensor | _Torch) -> _Tensor:
    """One over the square root."""

from msshim.core.scalars import scalar_add as scalar_add
from msshim.core.scalars import scalar_cast as scalar_cast
from msshim.core.scalars import scalar_div as scalar_div
from msshim.core.scalars import scalar_eq as scalar_eq
from msshim.core.scalars import scalar_floordiv as scalar_floordiv
from msshim.core.scalars import scalar_ge as scalar_ge
from msshim.core.scalars import scalar_gt as scalar_gt
from msshim.core.scalars import scalar_le as scalar_le
from msshim.core.scalars import scalar_log as scalar_log
from msshim.core.scalars import scalar_lt as scalar_lt
from msshim.core.scalars import scalar_max as scalar_max
from msshim.core.scalars import scalar_min as scalar_min
from msshim.core.scalars import scalar_mod as scalar_mod
from msshim.core.scalars import scalar_mul as scalar_mul
from msshim.core.scalars import scalar_pow as scalar_pow
from msshim.core.scalars import scalar_sub as scalar_sub
def scalar_to_tensor(input_x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """A number as a tensor."""

from msshim.core.scalars import scalar_uadd as scalar_uadd
from msshim.core.scalars import scalar_usub as scalar_usub
def scatter(input: _Tensor | _Torch, axis: _Any, index: _Tensor | _Torch, src: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input with src written along an axis."""

def scatter_add(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """Updates added to rows, in place."""

def scatter_div(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """Rows divided, in place."""

def scatter_max(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """The larger of rows and updates, in place."""

def scatter_min(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """The smaller of rows and updates, in place."""

def scatter_mul(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """Rows multiplied, in place."""

def scatter_nd(indices: _Tensor | _Torch, updates: _Tensor | _Torch, shape: _Any) -> _Tensor:
    """Zeros with updates added at positions."""

def scatter_nd_add(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch, use_locking: _builtins.bool = ...) -> _Tensor:
    """Updates added at positions, in place."""

def scatter_nd_div(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch, use_locking: _builtins.bool = ...) -> _Tensor:
    """Elements divided at positions, in place."""

def scatter_nd_max(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch, use_locking: _builtins.bool = ...) -> _Tensor:
    """The larger at positions, in place."""

def scatter_nd_min(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch, use_locking: _builtins.bool = ...) -> _Tensor:
    """The smaller at positions, in place."""

def scatter_nd_mul(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch, use_locking: _builtins.bool = ...) -> _Tensor:
    """Elements multiplied at positions, in place."""

def scatter_nd_sub(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch, use_locking: _builtins.bool = ...) -> _Tensor:
    """Updates subtracted at positions, in place."""

def scatter_nd_update(*args: _Any) -> _Tensor:
    """Elements replaced at positions, in place."""

def scatter_update(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """Rows replaced, in place."""

def searchsorted(sorted_sequence: _Tensor | _Torch, values: _Tensor | _Torch, *, out_int32: _builtins.bool = ..., right: _builtins.bool = ..., side: _Any = ..., sorter: _Tensor | _Torch | None = ...) -> _Tensor:
    """Where values belong in an order."""

def select(condition: _Tensor | _Torch, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input where the condition is true, other elsewhere."""

def select_scatter(input: _Tensor | _Torch, src: _Tensor | _Torch, axis: _Any, index: _Any) -> _Tensor:
    """The tensor with another slice."""

def selu(input_x: _Tensor | _Torch) -> _Tensor:
    """The scaled exponential linear unit."""

def sequence_mask(lengths: _Tensor | _Torch, maxlen: _Any = ...) -> _Tensor:
    """Which places lie within each length."""

def sgn(input: _Tensor | _Torch) -> _Tensor:
    """The sign; of a complex number, its direction."""

def shape(input_x: _Tensor | _Torch) -> _Any:
    """The shape."""

def shape_(x: _Tensor | _Torch) -> _Any:
    """The shape."""

def shuffle(x: _Tensor | _Torch, seed: _Any = ...) -> _Tensor:
    """The first axis in random order."""

def sigmoid(input: _Tensor | _Torch) -> _Tensor:
    """1 / (1 + exp(-x))."""

def sign(input: _Tensor | _Torch) -> _Tensor:
    """-1, 0 or 1."""

def signbit(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is below zero."""

def silu(input: _Tensor | _Torch) -> _Tensor:
    """x * sigmoid(x)."""

def sin(input: _Tensor | _Torch) -> _Tensor:
    """The sine."""

def sinc(input: _Tensor | _Torch) -> _Tensor:
    """sin(pi x) / (pi x)."""

def sinh(input: _Tensor | _Torch) -> _Tensor:
    """The hyperbolic sine."""

def size(input_x: _Tensor | _Torch) -> _Any:
    """The number of elements."""

def slice(input_x: _Tensor | _Torch, begin: _Any, size: _Any) -> _Tensor:
    """A block of a size from a corner on."""

def slice_scatter(input: _Tensor | _Torch, src: _Tensor | _Torch, axis: _Any = ..., start: _Any = ..., end: _Tensor | _Torch | None = ..., step: _Any = ...) -> _Tensor:
    """The tensor with another slice."""

def slogdet(input: _Tensor | _Torch) -> _Any:
    """The sign and the logarithm of the determinant."""

def smooth_l1_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, beta: _Any = ..., reduction: _Any = ...) -> _Tensor:
    """Half the square of a difference over beta where it is below beta, linear beyond."""

def soft_margin_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, reduction: _Any = ...) -> _Tensor:
    """log(1 + exp(-target * input))."""

def soft_shrink(input: _Tensor | _Torch, lambd: _Any = ...) -> _Tensor:
    """Another name of ops.softshrink."""

def softmax(input: _Tensor | _Torch, axis: _builtins.int = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """exp(x), scaled so that it adds up to 1 over an axis."""

def softmin(x: _Tensor | _Torch, axis: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The softmax of -x."""

def softplus(input: _Tensor | _Torch, beta: _Any = ..., threshold: _Any = ...) -> _Tensor:
    """log(1 + exp(beta * x)) / beta; x where beta * x is above the threshold."""

def softshrink(input: _Tensor | _Torch, lambd: _Any = ...) -> _Tensor:
    """x moved towards 0 by lambd, at most to 0."""

def softsign(x: _Tensor | _Torch) -> _Tensor:
    """x / (1 + abs(x))."""

def sort(input_x: _Tensor | _Torch, axis: _Any = ..., descending: _builtins.bool = ...) -> _Any:
    """The elements in order, and where they stood."""

def space_to_batch_nd(input_x: _Tensor | _Torch, block_size: _Any, paddings: _Any) -> _Tensor:
    """Space rearranged into samples."""

def sparse_segment_mean(x: _Tensor | _Torch, indices: _Tensor | _Torch, segment_ids: _Tensor | _Torch) -> _Tensor:
    """The means of the rows that indices name, one for each segment."""

def split(tensor: _Tensor | _Torch, split_size_or_sections: _Any, axis: _Any = ...) -> _Any:
    """Parts of a size, or of several sizes."""

def sqrt(x: _Tensor | _Torch) -> _Tensor:
    """The square root."""

def square(input: _Tensor | _Torch) -> _Tensor:
    """The square."""

def squeeze(input: _Tensor | _Torch, axis: _Any = ...) -> _Tensor:
    """Without axes of size 1."""

def stack(tensors: _Sequence[_Tensor | _Torch], axis: _Any = ...) -> _Tensor:
    """Join tensors along a new axis."""

def standard_laplace(shape: _Any, seed: _Any = ...) -> _Tensor:
    """Standard Laplace numbers."""

def standard_normal(shape: _Any, seed: _Any = ...) -> _Tensor:
    """Standard normal numbers."""

def std(input: _Tensor | _Torch, axis: _Any = ..., ddof: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
    """The standard deviation."""

def std_mean(input: _Tensor | _Torch, axis: _Any = ..., ddof: _Any = ..., keepdims: _builtins.bool = ...) -> _Any:
    """The standard deviation and the mean."""

def stft(x: _Tensor | _Torch, n_fft: _Any, hop_length: _Any = ..., win_length: _Any = ..., window: _Tensor | _Torch | None = ..., center: _builtins.bool = ..., pad_mode: _Any = ..., normalized: _builtins.bool = ..., onesided: _Any = ..., return_complex: _Any = ...) -> _Tensor:
    """The short-time Fourier transform."""

def stop_gradient(value: _Any) -> _Any:
    """The value as a constant."""

def strided_slice(input_x: _Tensor | _Torch, begin: _Any, end: _Any, strides: _Any, begin_mask: _Any = ..., end_mask: _Any = ..., ellipsis_mask: _Any = ..., new_axis_mask: _Any = ..., shrink_axis_mask: _Any = ...) -> _Tensor:
    """A slice by begin, end and stride."""

def sub(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input - other."""

def subtract(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float, *, alpha: _Any = ...) -> _Tensor:
    """input - alpha * other."""

def sum(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The sum."""

def svd(input: _Tensor | _Torch, full_matrices: _builtins.bool = ..., compute_uv: _builtins.bool = ...) -> _Any:
    """The singular values and vectors."""

def swapaxes(input: _Tensor | _Torch, axis0: _Any, axis1: _Any) -> _Tensor:
    """Two axes swapped."""

def swapdims(input: _Tensor | _Torch, dim0: _Any, dim1: _Any) -> _Tensor:
    """Two axes swapped."""

def swiglu(input: _Tensor | _Torch, dim: _builtins.int = ...) -> _Tensor:
    """The SiLU of the first half of an axis, times its second half."""

def t(input: _Tensor | _Torch) -> _Tensor:
    """A matrix transposed."""

def take(input: _Tensor | _Torch, index: _Tensor | _Torch) -> _Tensor:
    """The elements at places of the flattened input."""

def tan(input: _Tensor | _Torch) -> _Tensor:
    """The tangent."""

def tanh(input: _Tensor | _Torch) -> _Tensor:
    """The hyperbolic tangent."""

def tanh_(input: _Tensor | _Torch) -> _Tensor:
    """The hyperbolic tangent, in place."""

def tanhshrink(input: _Tensor | _Torch) -> _Tensor:
    """x - tanh(x)."""

def tensor_add(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.add."""

def tensor_div(x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.div without rounding."""

def tensor_dot(x1: _Tensor | _Torch, x2: _Tensor | _Torch, axes: _Any) -> _Tensor:
    """The sum of products over some axes."""

def tensor_exp(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.exp."""

def tensor_expm1(input: _Tensor | _Torch) -> _Tensor:
    """Another name of ops.expm1."""

def tensor_floordiv(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.floor_divide."""

def tensor_ge(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.greater_equal."""

def tensor_gt(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.greater."""

def tensor_le(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.less_equal."""

def tensor_lt(*args: _Any, **kwargs: _Any) -> _Any:
    """Another name of ops.less."""

def tensor_mod(x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.floor_mod."""

def tensor_mul(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.mul."""

def tensor_pow(input: _Tensor | _Torch | _builtins.float, exponent: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Another name of ops.pow."""

def tensor_scatter_add(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """Updates added at positions."""

def tensor_scatter_div(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """Elements divided at positions."""

def tensor_scatter_elements(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch, axis: _Any = ..., reduction: _Any = ...) -> _Tensor:
    """Updates written or added along an axis."""

def tensor_scatter_max(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """The larger at positions."""

def tensor_scatter_min(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """The smaller at positions."""

def tensor_scatter_mul(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """Elements multiplied at positions."""

def tensor_scatter_sub(input_x: _Tensor | _Torch, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
    """Updates subtracted at positions."""

def tensor_scatter_update(*args: _Any) -> _Tensor:
    """Elements replaced at positions."""

def tensor_split(input: _Tensor | _Torch, indices_or_sections: _Any, axis: _Any = ...) -> _Any:
    """Parts by count or by bounds."""

def tensor_sub(*args: _Any) -> _Tensor:
    """Another name of ops.sub."""

def threshold(input: _Tensor | _Torch, thr: _Any, value: _Any) -> _Tensor:
    """x where it is above a threshold, else a value."""

def tile(input: _Tensor | _Torch, dims: _Any) -> _Tensor:
    """The tensor repeated."""

def top_k(input_x: _Tensor | _Torch, k: _Any, sorted: _builtins.bool = ...) -> _Any:
    """The k largest elements along the last axis, and where they stand."""

def topk(input: _Tensor | _Torch, k: _Any, dim: _Any = ..., largest: _builtins.bool = ..., sorted: _builtins.bool = ...) -> _Any:
    """The k largest elements, and where they stand."""

def trace(input: _Tensor | _Torch) -> _Tensor:
    """The sum of the diagonal."""

def transpose(input: _Tensor | _Torch, dims: _Any) -> _Tensor:
    """The axes in the order given."""

def trapz(y: _Tensor | _Torch, x: _Tensor | _Torch | None = ..., *, dx: _Any = ..., dim: _Any = ...) -> _Tensor:
    """The integral by trapezoids."""

def tril(input: _Tensor | _Torch, diagonal: _Any = ...) -> _Tensor:
    """The lower triangle, zeros above."""

def tril_indices(row: _Any, col: _Any, offset: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The indices of the lower triangle."""

def triplet_margin_loss(anchor: _Tensor | _Torch, positive: _Tensor | _Torch, negative: _Tensor | _Torch, margin: _Tensor | _Torch | _builtins.float = ..., p: _builtins.int = ..., eps: _builtins.float = ..., swap: _builtins.bool = ..., reduction: _Any = ...) -> _Tensor:
    """What the distance from anchor to positive exceeds that to negative by, plus the margin."""

def triu(input: _Tensor | _Torch, diagonal: _Any = ...) -> _Tensor:
    """The upper triangle, zeros below."""

def triu_indices(row: _Any, col: _Any, offset: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The indices of the upper triangle."""

def true_divide(dividend: _Tensor | _Torch | _builtins.float, divisor: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input / other."""

def trunc(input: _Tensor | _Torch) -> _Tensor:
    """The integer part."""

def truncate_div(x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The quotient rounded to zero."""

def truncate_mod(x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The remainder with the sign of the dividend."""

from msshim.core.scalars import tuple_getitem as tuple_getitem
from msshim.core.scalars import tuple_len as tuple_len
from msshim.core.scalars import tuple_reversed as tuple_reversed
def tuple_to_array(input_x: _Any) -> _Tensor:
    """The numbers of a tuple as a tensor."""

def type_as(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The elements in the dtype of another."""

def unbind(input: _Tensor | _Torch, dim: _Any = ...) -> _Any:
    """The slices along an axis."""

def unfold(input: _Tensor | _Torch, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> _Tensor:
    """Sliding blocks."""

def uniform(shape: _Any, minval: _Tensor | _Torch | _builtins.float, maxval: _Tensor | _Torch | _builtins.float, seed: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Uniform numbers."""

def uniform_(input: _Tensor | _Torch, from_: _Any = ..., to: _Any = ..., *, generator: _Any = ...) -> _Tensor:
    """The tensor filled with uniform random numbers."""

def uniform_candidate_sampler(true_classes: _Tensor | _Torch, num_true: _Any, num_sampled: _Any, unique: _Any, range_max: _Any, seed: _Any = ..., remove_accidental_hits: _Any = ...) -> _Any:
    """Classes drawn with equal chances, and how often true and drawn ones are expected."""

def unique(input: _Tensor | _Torch) -> _Any:
    """The different elements in the order of their first occurrence, and where each element stands among them."""

def unique_consecutive(input: _Tensor | _Torch, return_inverse: _builtins.bool = ..., return_counts: _builtins.bool = ..., dim: _Any = ...) -> _Any:
    """Without repetitions of the element before."""

def unique_with_pad(x: _Tensor | _Torch, pad_num: _Any) -> _Any:
    """As unique, padded to the old length."""

def unsorted_segment_max(x: _Tensor | _Torch, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Tensor:
    """The largest elements of segments."""

def unsorted_segment_min(x: _Tensor | _Torch, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Tensor:
    """The smallest elements of segments."""

def unsorted_segment_prod(x: _Tensor | _Torch, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Tensor:
    """The products of segments."""

def unsorted_segment_sum(input_x: _Tensor | _Torch, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Tensor:
    """The sums of segments."""

def unsqueeze(input: _Tensor | _Torch, dim: _Any) -> _Tensor:
    """A new axis of size 1."""

def unstack(input_x: _Tensor | _Torch, axis: _Any = ...) -> _Any:
    """The slices along an axis."""

def upsample(input: _Tensor | _Torch, size: _Any = ..., scale_factor: _Any = ..., mode: _Any = ..., align_corners: _Any = ..., recompute_scale_factor: _Any = ...) -> _Tensor:
    """Another name of ops.interpolate."""

from msshim import value_and_grad as value_and_grad
def vander(x: _Tensor | _Torch, N: _Any = ...) -> _Tensor:
    """Powers of the elements."""

def var(input: _Tensor | _Torch, axis: _Any = ..., ddof: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
    """The variance."""

def var_mean(input: _Tensor | _Torch, axis: _Any = ..., ddof: _Any = ..., keepdims: _builtins.bool = ...) -> _Any:
    """The variance and the mean."""

def vecdot(x: _Tensor | _Torch, y: _Tensor | _Torch, *, axis: _Any = ...) -> _Tensor:
    """The sum of products along an axis."""

def vector_norm(x: _Tensor | _Torch, ord: _Any = ..., axis: _Any = ..., keepdims: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """A vector's norm."""

def view_as(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The elements in the shape of another."""

def view_as_real(input: _Tensor | _Torch) -> _Tensor:
    """Complex numbers as pairs."""

from msshim import vjp as vjp
from msshim import vmap as vmap
def vsplit(input: _Tensor | _Torch, indices_or_sections: _Any) -> _Any:
    """Parts along the first axis."""

def vstack(inputs: _Sequence[_Tensor | _Torch]) -> _Tensor:
    """Tensors one above the other."""

def where(condition: _Tensor | _Torch, input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input where the condition is true, other elsewhere."""

def xdivy(x: _Tensor | _Torch | _builtins.float, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """x / y, 0 where x is 0."""

def xlogy(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input * log(other), 0 where input is 0."""

def zero_(input: _Tensor | _Torch) -> _Tensor:
    """Zeros, in place."""

def zeros(size: _Any, dtype: _Type | None = ...) -> _Tensor:
    """A tensor full of zeros."""

def zeros_like(input: _Tensor | _Torch, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor of the same shape full of zeros."""

def zeta(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """The Hurwitz zeta function."""

