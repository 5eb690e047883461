"""`Model`: training, evaluation and prediction of a network. Source: mindspore.train.Model of 2.10."""

from __future__ import annotations

import copy
from contextlib import ExitStack
from typing import Any

from msshim import log
from msshim._src.cell.cell import Cell
from msshim._src.communication.parallel import _get_device_num, _get_parallel_mode, _get_parameter_broadcast
from msshim._src.communication.sharing import share
from msshim._src.data import config
from msshim._src.factory.registry import get
from msshim._src.precision.levels import build_train_network
from msshim._src.runtime.parallel_context import ParallelMode as ParallelMode
from msshim._src.sharded.auto_parallel import AutoParallel
from msshim._src.tensor.tensor import Tensor
from msshim._src.training import data
from msshim._src.training.callback.base import MOMENTS, Callback, CallbackParam, Callbacks, RunContext
from msshim._src.training.callback.monitors import TimeMonitor
from msshim._src.training.metrics import Loss, get_metrics
from msshim._src.training.sink import DatasetHelper, Sunk, connect_network_with_dataset, sinks

_OPTIONS = ("loss_scale_manager", "keep_batchnorm_fp32", "boost_config_dict", "acc_level")


def _int(name: str, value: Any, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"For 'Model', '{name}' must be an int, but got {value!r} of type {type(value).__name__}.")
    if value < least:
        raise ValueError(f"For 'Model', '{name}' must be at least {least}, but got {value}.")


def _bool(name: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise TypeError(f"For 'Model', '{name}' must be a bool, but got {value!r} of type {type(value).__name__}.")


class Model:
    """A network with its loss, optimizer and metrics.

    Data are any iterables of batches, tuples of Tensors, numpy arrays or torch tensors: a list, a torch DataLoader, or
    what has mindspore.dataset's methods.

    Args:
        network: A Cell.
        loss_fn: The loss; None where the network gives it.
        optimizer: The Optimizer; None for the forward pass alone.
        metrics: Names or Metrics, as a set or dict.
        eval_network: The Cell for evaluation; None for the network and loss.
        eval_indexes: Where loss, output and label stand in what `eval_network` gives.
        amp_level: As of `amp.auto_mixed_precision`.
        boost_level: No effect here.
        kwargs: `loss_scale_manager`; `keep_batchnorm_fp32`, `boost_config_dict`, `acc_level` have no effect.

    Raises:
        TypeError: An argument is of another type.
        ValueError: An option is unknown, or arguments do not go together.
    """

    def __init__(
        self,
        network: Cell,
        loss_fn: Any = None,
        optimizer: Any = None,
        metrics: Any = None,
        eval_network: Cell | None = None,
        eval_indexes: list[int] | None = None,
        amp_level: str = "O0",
        boost_level: str = "O0",
        **kwargs: Any,
    ) -> None:
        self._parallel_mode = _get_parallel_mode()
        self._device_number = _get_device_num()
        self._parameter_broadcast = _get_parameter_broadcast()
        self._check_kwargs(kwargs)
        if optimizer is None and amp_level != "O0":
            raise ValueError(f"For 'Model', 'amp_level' must be 'O0' without an optimizer, but got {amp_level!r}.")
        cut = network if isinstance(network, AutoParallel) else None
        network = network if cut is None else cut.network
        self._network, self._loss_fn, self._optimizer = network, loss_fn, optimizer
        self._loss_scale_manager = kwargs.get("loss_scale_manager")
        self._amp_level = amp_level
        self._loss_scale_manager_set = "loss_scale_manager" in kwargs
        self._keep_bn_fp32 = kwargs.get("keep_batchnorm_fp32")
        self._options = {key: kwargs[key] for key in ("loss_scale_manager", "keep_batchnorm_fp32") if key in kwargs}
        self._train_network = self._training()
        self._metric_fns = get_metrics(metrics) or {}
        self._eval_network, self._eval_indexes = eval_network, eval_indexes
        if self._metric_fns:
            self._evaluation(metrics)
        self._predict_network = network
        if cut is not None:
            self._train_network, self._predict_network = cut.around(self._train_network), cut
            self._eval_network = self._eval_network and cut.around(self._eval_network)

    def _check_kwargs(self, kwargs: dict[str, Any]) -> None:
        """ValueError for an option that is unknown."""
        unknown = [name for name in kwargs if name not in _OPTIONS]
        if unknown:
            raise ValueError(f"For 'Model', other options must be among {_OPTIONS}, but got {unknown}.")

    def _training(self) -> Cell:
        if not isinstance(self._network, Cell):
            raise TypeError(f"For 'Model', 'network' must be a Cell, but got {self._network!r}.")
        if self._loss_scale_manager is not None and self._optimizer is None:
            raise ValueError("For 'Model', 'optimizer' must not be None with a 'loss_scale_manager'.")
        if self._optimizer is not None:
            return build_train_network(
                self._network, self._optimizer, self._loss_fn, level=self._amp_level, **self._options
            )
        if self._loss_fn is None:
            return self._network
        made: Cell = get("nn", "WithLossCell")(self._network, self._loss_fn)
        return made

    def _evaluation(self, metrics: Any) -> None:
        if self._eval_network is not None:
            indexes = self._eval_indexes
            if indexes is not None and not (isinstance(indexes, list) and len(indexes) == 3):
                raise ValueError(f"For 'Model', 'eval_indexes' must be a list of 3 ints or None, but got {indexes}.")
            return
        if self._loss_fn is None:
            raise ValueError(f"For 'Model', 'loss_fn' or 'eval_network' must be given with metrics, but got {metrics}.")
        whole = self._amp_level in ("O2", "O3", "auto")
        self._eval_network = get("nn", "WithEvalCell")(self._network, self._loss_fn, whole)
        self._eval_indexes = [0, 1, 2]

    @property
    def train_network(self) -> Cell:
        """The Cell of a training step."""
        return self._train_network

    @property
    def eval_network(self) -> Cell | None:
        """The Cell of an evaluation step."""
        return self._eval_network

    @property
    def predict_network(self) -> Cell:
        """The network."""
        return self._predict_network

    # --- training

    def train(
        self,
        epoch: int,
        train_dataset: Any,
        callbacks: Any = None,
        dataset_sink_mode: bool = False,
        sink_size: int = -1,
        initial_epoch: int = 0,
    ) -> None:
        """Train for epochs.

        Args:
            epoch: Up to which epoch.
            train_dataset: The batches.
            callbacks: A Callback or a list of them.
            dataset_sink_mode: Whether a thread makes the next batches, and copies them to the device, during a step.
            sink_size: What callbacks see as `batch_num` in sink mode; -1 for the dataset's size. Where the context's
                `device_target` is not the CPU it is also how many batches an epoch has, and callbacks hear of steps as
                in MindSpore: in graph mode of the last one of an epoch alone.
            initial_epoch: How many epochs are behind.

        Raises:
            TypeError: An argument is of another type.
            ValueError: A number is out of its range, there are no batches, they have not two columns for the loss, or
                sink mode is asked for while the pipeline is in debug mode.
        """
        self._check(epoch, train_dataset, dataset_sink_mode, sink_size, initial_epoch)
        if dataset_sink_mode and config.get_debug_mode():
            raise ValueError("For 'Model', 'dataset_sink_mode' must be False while the pipeline is in debug mode.")
        if callbacks:
            self._check_methods_for_custom_callbacks(callbacks, "train")
        self._train(epoch, train_dataset, callbacks, initial_epoch, dataset_sink_mode, sink_size)

    def fit(
        self,
        epoch: int,
        train_dataset: Any,
        valid_dataset: Any = None,
        valid_frequency: Any = 1,
        callbacks: Any = None,
        dataset_sink_mode: bool = False,
        valid_dataset_sink_mode: bool = False,
        sink_size: int = -1,
        initial_epoch: int = 0,
    ) -> None:
        """Train for epochs, and evaluate after each `valid_frequency` of them, or after those in that list.

        Raises: as `train`; ValueError where there are data for validation but no metrics.
        """
        _bool("valid_dataset_sink_mode", valid_dataset_sink_mode)
        self._check(epoch, train_dataset, dataset_sink_mode, sink_size, initial_epoch)
        if not isinstance(valid_frequency, (int, list)):
            raise TypeError(f"For 'Model', 'valid_frequency' must be an int or a list, but got {valid_frequency!r}.")
        if valid_dataset and not self._metric_fns:
            raise ValueError("For 'Model', 'metrics' must be given with a 'valid_dataset'.")
        if callbacks:
            self._check_methods_for_custom_callbacks(callbacks, "fit")
        validation = valid_dataset, valid_frequency, valid_dataset_sink_mode
        self._train(epoch, train_dataset, callbacks, initial_epoch, dataset_sink_mode, sink_size, validation)

    def _check(self, epoch: Any, dataset: Any, sink_mode: Any, sink_size: Any, initial_epoch: Any) -> None:
        _bool("dataset_sink_mode", sink_mode)
        _int("epoch", epoch, 1)
        _int("initial_epoch", initial_epoch, 0)
        if initial_epoch >= epoch:
            raise ValueError(f"For 'Model', 'initial_epoch' must be below 'epoch', {epoch}, but got {initial_epoch}.")
        _int("sink_size", sink_size, -1)
        if sink_size == 0:
            raise ValueError("For 'Model', 'sink_size' must be -1 or positive, but got 0.")
        if data.size(dataset) == 0:
            raise ValueError("For 'Model', the dataset must hold at least one batch.")

    def _train(
        self,
        epoch: int,
        dataset: Any,
        callbacks: Any,
        initial_epoch: int,
        ahead: bool,
        sink_size: int,
        validation: tuple[Any, Any, bool] = (None, 1, False),
    ) -> None:
        params = self._parameters("train", dataset)
        params.update(
            train_network=self._train_network, train_dataset=dataset, train_dataset_element=None,
            epoch_num=epoch - initial_epoch, loss_fn=self._loss_fn, optimizer=self._optimizer,
            last_save_ckpt_step=None, latest_ckpt_file=None, loss_scale_mananger=self._loss_scale_manager,
            parallel_mode=self._parallel_mode, device_number=self._device_number, initial_step=None,
        )  # fmt: skip
        if self._parameter_broadcast:
            self._train_network.set_broadcast_flag()
            share(p._live for p in (self._train_network.parameters_broadcast_dict() or {}).values())
        if ahead and sink_size > 0:
            params.batch_num = sink_size
        run = RunContext(params)
        with Callbacks(callbacks) as listening, ExitStack() as stack:
            if hasattr(dataset, "create_tuple_iterator"):  # others, such as a list, have no place for it
                self._check_reuse_dataset(dataset)
            params.list_callback = listening._callbacks
            sunk = stack.enter_context(Sunk(self, epoch, sink_size, run)) if ahead and sinks() else None
            items = data.epochs(dataset) if sunk is None else None
            listening.on_train_begin(run)
            for number in range(initial_epoch, epoch):
                params.cur_epoch_num = number + 1
                listening.on_train_epoch_begin(run)
                if sunk is None:
                    self._train_epoch(items, ahead, run, listening)
                else:
                    sunk.epoch(listening)
                if validation[0] and _due(params.cur_epoch_num, validation[1]):
                    self._validate(validation[0], params, listening._callbacks, validation[2])
                if sunk is None:
                    data.reset(dataset)
                listening.on_train_epoch_end(run)
                params.pop("metrics", None)
                params.pop("eval_results", None)
                if run.get_stop_requested():
                    break
            listening.on_train_end(run)

    def _train_epoch(self, items: Any, ahead: bool, run: RunContext, listening: Any) -> None:
        params = run.original_args()
        with data.taken(params.train_dataset, items, ahead) as batches:
            for batch in batches:
                if self._loss_fn and len(batch) != 2:
                    raise ValueError(f"For 'Model', a batch must be two with a 'loss_fn', but got {len(batch)}.")
                params.cur_step_num += 1
                params.train_dataset_element = batch
                listening.on_train_step_begin(run)
                self._train_network.set_train(True)
                params.net_outputs = self._train_network(*batch)
                manager: Any = self._loss_scale_manager
                if manager is not None and manager.get_drop_overflow_update():
                    manager.update_loss_scale(bool(params.net_outputs[1].asnumpy().all()))
                listening.on_train_step_end(run)
                if run.get_stop_requested():
                    break

    # --- what subclasses of MindSpore's Model call

    def _exec_preprocess(
        self,
        is_train: bool,
        dataset: Any,
        dataset_sink_mode: bool,
        sink_size: int = -1,
        epoch_num: int = 1,
        dataset_helper: Any = None,
    ) -> tuple[Any, Any]:
        """The batches as a DatasetHelper, and the network for them in its mode."""
        network: Any = self._train_network if is_train else self._eval_network
        if dataset_helper is None:
            dataset_helper = DatasetHelper(dataset, dataset_sink_mode, sink_size, epoch_num)
            if dataset_sink_mode and not is_train:
                dataset_helper._one_by_one()
        if dataset_sink_mode:
            network = connect_network_with_dataset(network, dataset_helper)
        network.set_train(is_train)
        network.phase = "train" if is_train else "eval"
        return dataset_helper, network

    def _check_network_mode(self, network: Any, is_train: bool) -> Any:
        """The network, in training mode or not."""
        network.set_train(is_train)
        if not is_train:
            network.set_grad(False)
        return network

    def _check_reuse_dataset(self, dataset: Any) -> None:
        """Raise RuntimeError for a dataset that another Model trained on."""
        if getattr(dataset, "__model_hash__", hash(self)) != hash(self):
            raise RuntimeError("For 'Model', the dataset must be a new one: another Model has trained on it.")
        dataset.__model_hash__ = hash(self)

    @staticmethod
    def _check_methods_for_custom_callbacks(callbacks: Any, current_mode: str) -> None:
        """ValueError for a callback of `fit` with a method of MindSpore before 2.0; of others the log says so."""
        for callback in callbacks if isinstance(callbacks, list) else [callbacks]:
            old = sorted(set(MOMENTS) & set(vars(type(callback)))) if not _is_builtin(callback) else []
            if not old:
                continue
            said = (
                f"For the callback {type(callback).__name__}, the methods must begin with 'on_train' or 'on_eval', "
                f"but it has {old}."
            )
            if current_mode not in ("train", "eval"):
                raise ValueError(said)
            log.warning(said)

    def _parameters(self, mode: str, dataset: Any) -> Any:
        params = CallbackParam(mode=mode, network=self._network, batch_num=data.size(dataset), cur_step_num=0)
        params.dataset_sink_mode = False
        return params

    # --- evaluation

    def eval(self, valid_dataset: Any, callbacks: Any = None, dataset_sink_mode: bool = False) -> dict[str, Any]:
        """The metrics of the network on batches, by name.

        Args:
            valid_dataset: The batches.
            callbacks: A Callback or a list of them.
            dataset_sink_mode: Whether a thread makes the next batches while a step runs.

        Raises:
            TypeError: An argument is of another type.
            ValueError: The model has no metrics.
        """
        _bool("dataset_sink_mode", dataset_sink_mode)
        if not self._metric_fns:
            raise ValueError("For 'Model', 'metrics' must be given to evaluate.")
        if callbacks:
            self._check_methods_for_custom_callbacks(callbacks, "eval")
        params = self._parameters("eval", valid_dataset)
        params.update(eval_network=self._eval_network, valid_dataset=valid_dataset)
        with Callbacks(callbacks) as listening:
            params.list_callback = listening._callbacks
            return self._evaluate(valid_dataset, params, listening, dataset_sink_mode)

    def _validate(self, dataset: Any, params: Any, callbacks: list[Callback], ahead: bool) -> None:
        """Evaluate between epochs; what belongs to training is as before, but for the results."""
        kept = {key: params[key] for key in ("cur_step_num", "batch_num", "dataset_sink_mode", "net_outputs")}
        params.update(mode="eval", cur_step_num=0, batch_num=data.size(dataset), valid_dataset=dataset)
        params.eval_network = self._eval_network
        # Of MindSpore's own callbacks TimeMonitor alone hears of a validation between epochs.
        own = [item for item in callbacks if isinstance(item, TimeMonitor) or not _is_builtin(item)]
        self._evaluate(dataset, params, Callbacks(own), ahead, with_loss=True)
        params.update(kept, mode="train")

    def _evaluate(
        self, dataset: Any, params: Any, listening: Any, ahead: bool, with_loss: bool = False
    ) -> dict[str, Any]:
        run = RunContext(params)
        for metric in self._metric_fns.values():
            metric.clear()
        sunk, loss = ahead and sinks(), Loss() if with_loss else None
        params.dataset_sink_mode = sunk
        with ExitStack() as stack:
            network: Any = self._eval_network
            if sunk:
                helper, network = self._exec_preprocess(False, dataset, True)
                batches = stack.enter_context(helper)
                params.eval_network = network
            listening.on_eval_begin(run)
            listening.on_eval_epoch_begin(run)
            if not sunk:
                batches = stack.enter_context(data.taken(dataset, data.epochs(dataset), ahead))
            for batch in batches:
                params.cur_step_num += 1
                params.eval_dataset_element = batch
                listening.on_eval_step_begin(run)
                network.set_train(False)
                params.net_outputs = outputs = network(*batch)
                listening.on_eval_step_end(run)
                self._update_metrics(outputs)
                if loss is not None:
                    loss.clear()
                    loss.update(outputs[self._eval_indexes[0]])  # type: ignore[index]
                if not sunk and run.get_stop_requested():
                    break
            listening.on_eval_epoch_end(run)
        if not sunk:
            data.reset(dataset)
        params.metrics = metrics = {name: metric.eval() for name, metric in self._metric_fns.items()}
        if loss is not None:
            params.eval_results = {**copy.deepcopy(metrics), "eval_loss": loss.eval()}
        listening.on_eval_end(run)
        return metrics

    def _update_metrics(self, outputs: Any) -> None:
        found = (outputs,) if isinstance(outputs, Tensor) else outputs
        if not isinstance(found, tuple):
            raise ValueError(f"For 'Model', the evaluation network must give a tuple, but got {type(found).__name__}.")
        indexes = self._eval_indexes
        if indexes is not None and len(found) < 3:
            raise ValueError(f"For 'Model', the evaluation network must give at least 3 values, but got {len(found)}.")
        for metric in self._metric_fns.values():
            if indexes is None:
                metric.update(*found)
            elif isinstance(metric, Loss):
                metric.update(found[indexes[0]])
            else:
                metric.update(found[indexes[1]], found[indexes[2]])

    # --- prediction

    def predict(self, *predict_data: Any, backend: str | None = None, config: Any = None) -> Any:
        """What the network gives.

        Args:
            predict_data: Tensors, numbers, strs or None.
            backend: None; MindSpore Lite is not here.
            config: No effect here.

        Raises:
            TypeError: An input is of another type.
            ValueError: `backend` is unknown, or a Tensor is empty.
        """
        if backend not in ("lite", None):
            raise ValueError(f"For 'Model', 'backend' must be 'lite' or None, but got {backend!r}.")
        for item in predict_data:
            if isinstance(item, Tensor) and item.size == 0:
                raise ValueError("For 'Model', the input data must not be empty.")
            if item is not None and not isinstance(item, (Tensor, int, float, str)):
                raise TypeError(f"For 'Model', the input data must be Tensors, but got {type(item).__name__}.")
        self._predict_network.set_train(False)
        return self._predict_network(*predict_data)

    def build(
        self,
        train_dataset: Any = None,
        valid_dataset: Any = None,
        sink_size: int = -1,
        epoch: int = 1,
        sink_mode: bool = True,
    ) -> None:
        """Nothing: where MindSpore compiles graphs, msshim runs eagerly."""


def _is_builtin(callback: Callback) -> bool:
    return type(callback).__module__.startswith("msshim._src.training.callback")


def _due(epoch: int, frequency: Any) -> bool:
    return epoch % frequency == 0 if isinstance(frequency, int) else epoch in frequency
