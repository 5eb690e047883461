"""Real MindSpore and msshim in one process: the oracle is asked live."""

import os

os.environ.setdefault("GLOG_v", "3")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import mindspore
import torch

# PyNative is asynchronous: without this, a failed kernel's error would surface in a later call.
mindspore.runtime.launch_blocking()
torch.set_num_threads(1)
