"""One step of a recurrent layer as a function of Tensors. Source: mindspore.nn.layer.rnn_cells of 2.10."""

from __future__ import annotations

from typing import Any

import torch


def _rnn_tanh_cell(inputs: Any, hidden: Any, w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
    """The next hidden state, (N, H); the biases may be None."""
    return torch.rnn_tanh_cell(inputs, hidden, w_ih, w_hh, b_ih, b_hh)


def _rnn_relu_cell(inputs: Any, hidden: Any, w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
    """The next hidden state, (N, H); the biases may be None."""
    return torch.rnn_relu_cell(inputs, hidden, w_ih, w_hh, b_ih, b_hh)


def _lstm_cell(inputs: Any, hidden: Any, w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
    """The next hidden and cell state, each (N, H), of the pair `hidden`; the biases may be None."""
    return torch.lstm_cell(inputs, hidden, w_ih, w_hh, b_ih, b_hh)


def _gru_cell(inputs: Any, hidden: Any, w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
    """The next hidden state, (N, H); the biases may be None."""
    return torch.gru_cell(inputs, hidden, w_ih, w_hh, b_ih, b_hh)
