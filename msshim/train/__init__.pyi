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

"""`mindspore.train` on torch."""

from msshim.train.metrics import Accuracy as Accuracy
from msshim.train.callback.checkpoint import BackupAndRestore as BackupAndRestore
from msshim.train.metrics import BleuScore as BleuScore
from msshim.train.callback.base import Callback as Callback
from msshim.train.callback.checkpoint import CheckpointConfig as CheckpointConfig
from msshim.train.metrics import ConfusionMatrix as ConfusionMatrix
from msshim.train.metrics import ConfusionMatrixMetric as ConfusionMatrixMetric
from msshim.train.metrics import CosineSimilarity as CosineSimilarity
from msshim.train.data import DatasetHelper as DatasetHelper
from msshim.train.metrics import Dice as Dice
from msshim.amp import DynamicLossScaleManager as DynamicLossScaleManager
from msshim.train.callback.schedules import EarlyStopping as EarlyStopping
from msshim.train.metrics import F1 as F1
from msshim.train.metrics import Fbeta as Fbeta
from msshim.amp import FixedLossScaleManager as FixedLossScaleManager
from msshim.train.metrics import HausdorffDistance as HausdorffDistance
from msshim.train.callback.monitors import History as History
from msshim.train.callback.monitors import LambdaCallback as LambdaCallback
from msshim.train.callback.schedules import LearningRateScheduler as LearningRateScheduler
from msshim.train.metrics import Loss as Loss
from msshim.train.callback.monitors import LossMonitor as LossMonitor
from msshim.amp import LossScaleManager as LossScaleManager
from msshim.train.metrics import MAE as MAE
from msshim.train.metrics import MSE as MSE
from msshim.train.metrics import MeanSurfaceDistance as MeanSurfaceDistance
from msshim.train.metrics import Metric as Metric
from msshim.train.model import Model as Model
from msshim.train.callback.checkpoint import ModelCheckpoint as ModelCheckpoint
from msshim.train.metrics import OcclusionSensitivity as OcclusionSensitivity
from msshim.train.callback.checkpoint import OnRequestExit as OnRequestExit
from msshim.train.metrics import Perplexity as Perplexity
from msshim.train.metrics import Precision as Precision
from msshim.train.metrics import ROC as ROC
from msshim.train.metrics import Recall as Recall
from msshim.train.callback.schedules import ReduceLROnPlateau as ReduceLROnPlateau
from msshim.train.metrics import RootMeanSquareDistance as RootMeanSquareDistance
from msshim.train.callback.base import RunContext as RunContext
from msshim.train.callback.summaries import SummaryCollector as SummaryCollector
from msshim.train.summary.record import SummaryRecord as SummaryRecord
from msshim.train.callback.monitors import TimeMonitor as TimeMonitor
from msshim.train.metrics import Top1CategoricalAccuracy as Top1CategoricalAccuracy
from msshim.train.metrics import Top5CategoricalAccuracy as Top5CategoricalAccuracy
from msshim.train.metrics import TopKCategoricalAccuracy as TopKCategoricalAccuracy
from msshim.checkpoint.save import async_ckpt_thread_status as async_ckpt_thread_status
from msshim.train.metrics import auc as auc
from msshim.amp import build_train_network as build_train_network
from msshim.checkpoint.convert import ckpt_to_safetensors as ckpt_to_safetensors
from msshim.train.metrics import get_metric_fn as get_metric_fn
from msshim.checkpoint.load import load_checkpoint as load_checkpoint
from msshim.checkpoint.load import load_checkpoint_async as load_checkpoint_async
from msshim.checkpoint.load import load_param_into_net as load_param_into_net
from msshim.train.metrics import names as names
from msshim.train.metrics import rearrange_inputs as rearrange_inputs
from msshim.checkpoint.convert import safetensors_to_ckpt as safetensors_to_ckpt
from msshim.checkpoint.save import save_checkpoint as save_checkpoint
