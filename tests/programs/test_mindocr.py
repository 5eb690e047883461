"""Readers of text that nobody here wrote: MindOCR's models, unchanged, on msshim and on the real MindSpore.

Ten that detect, read, classify and lay out. Left out are ABINet, which MindSpore 2.10 can not import, LayoutXLM, whose
wheel lacks a file that it reads, and those that take MindSpore's CPU minutes. `support/mindocr_models.py` says what
stands in on both sides.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import mindspore  # noqa: F401  # the programs below run on it, too
import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
MODELS = """
    cls_mobilenet_v3_small_100_model crnn_vgg7 dbnet_mobilenetv3 dbnet_resnet18 dbnetpp_resnet50 east_mobilenetv3
    psenet_mobilenetv3 rare_resnet34 svtr_tiny yolov8
""".split()


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    """What each side wrote, all models in one process a side."""
    found = {}
    for side, how in (("mine", ["-m", "msshim"]), ("real", [])):
        found[side] = tmp_path_factory.mktemp(side)
        script = str(ROOT / "tests" / "support" / "mindocr_models.py")
        paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        variables = {**os.environ, "PYTHONPATH": paths, "GLOG_v": "4"}
        command = [sys.executable, *how, script, str(found[side]), *MODELS]
        done = subprocess.run(command, env=variables, cwd=found[side], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
    return found


@pytest.mark.parametrize("name", MODELS)
def test_models(name: str, folders: dict[str, Path]) -> None:
    mine, real = (json.loads((folders[side] / f"{name}.json").read_text()) for side in ("mine", "real"))
    assert [p[:2] for p in mine] == [p[:2] for p in real] and len(mine) > 40
    np.testing.assert_allclose([p[2] for p in mine], [p[2] for p in real], rtol=1e-6)
    ours, theirs = (np.load(folders[side] / f"{name}.npz") for side in ("mine", "real"))
    assert list(ours) == list(theirs)
    for key in theirs:
        np.testing.assert_allclose(ours[key], theirs[key], rtol=0, atol=1e-3 * np.abs(theirs[key]).max(), err_msg=key)
