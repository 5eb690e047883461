"""RNN, LSTM and GRU over sequences, and their cells of one step, on torch's kernels. Source: mindspore.nn of 2.10."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.factory.registry import get
from msshim._src.init.initial_value import initializer
from msshim._src.init.initializer import Uniform
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import cast_floating, to_handles, to_values
from msshim._src.tensor.tensor import Tensor, wrap

_GATES = {"RNN_TANH": 1, "RNN_RELU": 1, "LSTM": 4, "GRU": 3}
_KERNELS = {"RNN_TANH": torch.rnn_tanh, "RNN_RELU": torch.rnn_relu, "LSTM": torch.lstm, "GRU": torch.gru}
_STEPS = {"tanh": torch.rnn_tanh_cell, "relu": torch.rnn_relu_cell}
_HALVES = (mstype.float16, mstype.float32)


def _positive(who: str, name: str, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"For '{who}', the '{name}' must be an int, but got {value!r}.")
    if value <= 0:
        raise ValueError(f"For '{who}', the '{name}' must be positive, but got {value}.")


def _bool(who: str, name: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise TypeError(f"For '{who}', the '{name}' must be a bool, but got {value!r}.")


def _drawn(draw: Any, *shape: int) -> Tensor:
    """What one of numpy's functions draws, float32; without numbers, and nothing drawn, on the meta device."""
    if torch.get_default_device().type == "meta":
        return wrap(torch.empty(shape))
    return Tensor(draw(shape).astype(np.float32))


class _RNNBase(Cell):
    """Layers of one kind, in one direction or both. Weights are drawn from numpy's generator, as MindSpore's are."""

    def __init__(
        self,
        mode: str,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        has_bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        who = self.cls_name
        _positive(who, "hidden_size", hidden_size)
        _positive(who, "input_size", input_size)
        _positive(who, "num_layers", num_layers)
        if not isinstance(dropout, float):
            raise TypeError(f"For '{who}', the 'dropout' must be a float, but got {dropout!r}.")
        for name, value in (("has_bias", has_bias), ("batch_first", batch_first), ("bidirectional", bidirectional)):
            _bool(who, name, value)
        if not 0 <= dropout < 1:
            raise ValueError(f"For '{who}', the 'dropout' must be in [0, 1), but got {dropout}.")
        self.mode = mode
        self.hidden_size = hidden_size
        self.batch_first = batch_first
        self.num_layers = num_layers
        self.dropout = dropout
        self.bidirectional = bidirectional
        self.has_bias = has_bias
        self.is_lstm = mode == "LSTM"
        bound, gates, directions = 1 / math.sqrt(hidden_size), _GATES[mode] * hidden_size, 1 + bidirectional
        lists: dict[str, list[Parameter]] = {"weight_ih": [], "weight_hh": [], "bias_ih": [], "bias_hh": []}

        def draw(kind: str, end: str, *shape: int) -> None:
            values = _drawn(lambda shape: np.random.uniform(-bound, bound, shape), *shape)
            lists[kind].append(Parameter(values.astype(dtype), name=f"{kind}_{end}"))

        for layer in range(num_layers):
            for direction in range(directions):
                end = f"l{layer}{'_reverse' if direction else ''}"
                draw("weight_ih", end, gates, hidden_size * directions if layer else input_size)
                draw("weight_hh", end, gates, hidden_size)
                if has_bias:
                    draw("bias_ih", end, gates)
                    draw("bias_hh", end, gates)
        self.w_ih_list = ParameterTuple(lists["weight_ih"])
        self.w_hh_list = ParameterTuple(lists["weight_hh"])
        self.b_ih_list = ParameterTuple(lists["bias_ih"])
        self.b_hh_list = ParameterTuple(lists["bias_hh"])
        self.dropout_op = get("nn", "Dropout")(p=float(dropout))

    def _weights(self, dtype: torch.dtype) -> list[torch.Tensor]:
        lists = [self.w_ih_list, self.w_hh_list] + ([self.b_ih_list, self.b_hh_list] if self.has_bias else [])
        held = list(zip(*lists, strict=True))[
            : self.num_layers * (1 + self.bidirectional)
        ]  # these may have been changed
        names = [p.name.rpartition(".")[2] for layer in held for p in layer]
        return [to_values(getattr(self, name)).to(dtype) for name in names]

    def _state(self, x: torch.Tensor, hx: Any) -> tuple[torch.Tensor, ...]:
        who = self.cls_name
        if hx is None:
            batch = x.shape[0 if self.batch_first else 1]
            zeros = x.new_zeros(self.num_layers * (1 + self.bidirectional), batch, self.hidden_size)
            return (zeros, zeros) if self.is_lstm else (zeros,)
        if self.is_lstm and not isinstance(hx, tuple):
            raise TypeError(f"For '{who}', the 'hx' must be a tuple of two Tensors, but got {type(hx).__name__}.")
        states = hx if self.is_lstm else (hx,)
        if self.is_lstm and len(states) != 2:
            raise TypeError(f"For '{who}', the 'hx' must be a tuple of two Tensors, but got {len(states)}.")
        for state in states:
            if not isinstance(state, Tensor):
                raise TypeError(f"For '{who}', the 'hx' must be a Tensor, but got {type(state).__name__}.")
            if state._t.dtype is not x.dtype:
                raise TypeError(f"For '{who}', 'x' and 'hx' must have one dtype, but got {x.dtype} and {state.dtype}.")
        return tuple(state._t for state in states)

    def _run(
        self,
        t: torch.Tensor,
        state: tuple[torch.Tensor, ...],
        weights: list[torch.Tensor],
        seq_length: Any,
        layers: int,
        batch_first: bool,
    ) -> list[torch.Tensor]:
        """torch's kernel over `layers` layers: the outputs, then the last states."""
        kind = t.device.type
        if torch.amp.is_autocast_available(kind) and torch.is_autocast_enabled(kind):  # the CPU has no half kernel
            with torch.autocast(kind, enabled=False):
                return self._run(t, state, weights, seq_length, layers, batch_first)
        given: Any = state if self.is_lstm else state[0]
        kernel, layout = _KERNELS[self.mode], (self.has_bias, layers, self.dropout, self.training, self.bidirectional)
        if seq_length is None:
            return list(kernel(t, given, weights, *layout, batch_first))  # type: ignore[operator]
        steps = t.shape[1 if batch_first else 0]
        packed: Any = pack_padded_sequence(t, seq_length._t.cpu().long(), batch_first, enforce_sorted=False)
        given = tuple(s.index_select(1, packed.sorted_indices) for s in state)
        given = given if self.is_lstm else given[0]
        data, *last = kernel(packed.data, packed.batch_sizes, given, weights, *layout)  # type: ignore[operator]
        output, _ = pad_packed_sequence(packed._replace(data=data), batch_first, total_length=steps)
        return [output, *(s.index_select(1, packed.unsorted_indices) for s in last)]

    def _layer_by_layer(
        self, t: torch.Tensor, state: tuple[torch.Tensor, ...], weights: list[torch.Tensor], seq_length: Any
    ) -> list[torch.Tensor]:
        """As `_run` over all layers, with MindSpore's masks between them: those of outputs in the order of time."""
        output, finals = t.transpose(0, 1) if self.batch_first else t, []
        size, directions = len(weights) // self.num_layers, 1 + self.bidirectional
        for layer in range(self.num_layers):
            if layer:
                output = self.dropout_op(wrap(output))._t
            start = tuple(s[layer * directions : (layer + 1) * directions] for s in state)
            output, *last = self._run(output, start, weights[layer * size : (layer + 1) * size], seq_length, 1, False)
            finals.append(last)
        lasts = [torch.cat(ends) for ends in zip(*finals, strict=True)]
        return [output.transpose(0, 1) if self.batch_first else output, *lasts]

    def construct(self, x: Any, hx: Any = None, seq_length: Any = None) -> Any:
        """The outputs of the last layer at each step, and the last state (of LSTM a pair) of each layer.

        Steps beyond a sequence's length give zeros and leave its state.
        """
        if not isinstance(x, Tensor):
            raise TypeError(f"For '{self.cls_name}', the 'x' must be a Tensor, but got {type(x).__name__}.")
        t = x._t
        state, weights = self._state(t, hx), self._weights(t.dtype)
        if self.training and self.dropout and self.num_layers > 1 and any(self.dropout_op.streams.seeds):
            output, *last = self._layer_by_layer(t, state, weights, seq_length)
        else:
            output, *last = self._run(t, state, weights, seq_length, self.num_layers, self.batch_first)
        found = to_handles((output, tuple(last) if self.is_lstm else last[0]))
        return found if self._to_float is None else cast_floating(found, torch.float32)  # as MindSpore's loop has it


class RNN(_RNNBase):
    """Elman layers, ``h = tanh(W_ih x + b_ih + W_hh h + b_hh)``; `nonlinearity` may be ``'relu'``.

    Args:
        *args, **kwargs: input_size, hidden_size, num_layers=1, has_bias=True, batch_first=False, dropout=0.0,
            bidirectional=False, dtype=float32; nonlinearity='tanh' by keyword.

    Raises:
        TypeError: A size is no int, a flag no bool, or `dropout` no float.
        ValueError: A size is not positive, `dropout` is not in [0, 1), or the nonlinearity is unknown.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kind = kwargs.pop("nonlinearity", "tanh")
        if not isinstance(kind, str) or kind not in _STEPS:
            raise ValueError(f"For 'RNN', the 'nonlinearity' must be 'tanh' or 'relu', but got {kind!r}.")
        super().__init__(f"RNN_{kind.upper()}", *args, **kwargs)


class LSTM(_RNNBase):
    """Long short-term memory; the arguments are those of `RNN` without the nonlinearity."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("LSTM", *args, **kwargs)


class GRU(_RNNBase):
    """Gated recurrent units; the arguments are those of `RNN` without the nonlinearity."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("GRU", *args, **kwargs)


class RNNCellBase(Cell):
    """One step of a recurrent layer with `num_chunks` gates: its weights, for cells of one's own."""

    def __init__(
        self, input_size: int, hidden_size: int, has_bias: bool, num_chunks: int, dtype: Any = mstype.float32
    ) -> None:
        super().__init__()
        _bool(self.cls_name, "has_bias", has_bias)
        _positive(self.cls_name, "hidden_size", hidden_size)
        _positive(self.cls_name, "input_size", input_size)
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.has_bias = has_bias
        shapes = [
            ("weight_ih", (num_chunks * hidden_size, input_size)),
            ("weight_hh", (num_chunks * hidden_size, hidden_size)),
        ]
        if has_bias:
            shapes += [("bias_ih", (num_chunks * hidden_size,)), ("bias_hh", (num_chunks * hidden_size,))]  # type: ignore[list-item]
        for name, shape in shapes:
            setattr(self, name, Parameter(_drawn(lambda shape: np.random.randn(*shape), *shape).astype(dtype)))
        if not has_bias:
            self.bias_ih = self.bias_hh = None
        self.reset_parameters(dtype)

    def reset_parameters(self, dtype: Any = mstype.float32) -> None:
        """Draw all weights anew from U(-1 / sqrt(hidden_size), 1 / sqrt(hidden_size))."""
        for weight in self.get_parameters():
            weight.set_data(initializer(Uniform(1 / math.sqrt(self.hidden_size)), weight.shape, dtype))

    def _checked(self, name: str, value: Any) -> torch.Tensor:
        if not isinstance(value, Tensor):
            raise TypeError(f"For '{self.cls_name}', the '{name}' must be a Tensor, but got {type(value).__name__}.")
        if value.dtype not in _HALVES and self._to_float is None:  # which cast it
            raise TypeError(f"For '{self.cls_name}', the '{name}' must be float16 or float32, but got {value.dtype}.")
        return value._t

    def _operands(self) -> list[Any]:
        weights = (self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
        return [to_values(weight) for weight in weights]


class RNNCell(RNNCellBase):
    """One step ``h' = tanh(W_ih x + b_ih + W_hh h + b_hh)``, or with relu."""

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        has_bias: bool = True,
        nonlinearity: str = "tanh",
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__(input_size, hidden_size, has_bias, 1, dtype)
        if not isinstance(nonlinearity, str):
            raise TypeError(f"For 'RNNCell', the 'nonlinearity' must be a str, but got {nonlinearity!r}.")
        if nonlinearity not in _STEPS:
            raise ValueError(f"For 'RNNCell', the 'nonlinearity' must be 'tanh' or 'relu', but got {nonlinearity!r}.")
        self.nonlinearity = nonlinearity

    def construct(self, x: Any, hx: Any) -> Any:
        """The next state (N, hidden_size) from x (N, input_size) and hx."""
        t, h = self._checked("x", x), self._checked("hx", hx)
        return to_handles(_STEPS[self.nonlinearity](t, h, *self._operands()))  # type: ignore[operator]


class GRUCell(RNNCellBase):
    """One step of gated recurrent units."""

    def __init__(self, input_size: int, hidden_size: int, has_bias: bool = True, dtype: Any = mstype.float32) -> None:
        super().__init__(input_size, hidden_size, has_bias, 3, dtype)

    def construct(self, x: Any, hx: Any) -> Any:
        """The next state (N, hidden_size) from x (N, input_size) and hx."""
        return to_handles(torch.gru_cell(self._checked("x", x), self._checked("hx", hx), *self._operands()))


class LSTMCell(RNNCellBase):
    """One step of long short-term memory."""

    def __init__(self, input_size: int, hidden_size: int, has_bias: bool = True, dtype: Any = mstype.float32) -> None:
        super().__init__(input_size, hidden_size, has_bias, 4, dtype)

    def construct(self, x: Any, hx: Any) -> Any:
        """The next state and memory, each (N, hidden_size), from x (N, input_size) and the pair hx."""
        if not isinstance(hx, tuple) or len(hx) != 2:
            raise TypeError(f"For 'LSTMCell', the 'hx' must be a tuple of two Tensors, but got {hx!r}.")
        state = (self._checked("hx[0]", hx[0]), self._checked("hx[1]", hx[1]))
        return to_handles(torch.lstm_cell(self._checked("x", x), state, *self._operands()))
