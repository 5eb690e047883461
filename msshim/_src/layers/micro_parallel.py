"""The wrappers of mindspore.parallel.nn, which compute as those of mindspore.nn. Source: MindSpore 2.10."""

from __future__ import annotations

from msshim._src.layers import micro


class GradAccumulation(micro.GradAccumulationCell):
    __doc__ = micro.GradAccumulationCell.__doc__


class PipelineCell(micro.Staged):
    __doc__ = micro.Staged.__doc__


class Pipeline(PipelineCell):
    __doc__ = micro.Staged.__doc__


class MicroBatchInterleaved(micro.MicroBatchInterleaved):
    __doc__ = micro.MicroBatchInterleaved.__doc__
