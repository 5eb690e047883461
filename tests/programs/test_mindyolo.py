"""Detectors that nobody here wrote: MindYOLO's, unchanged, on msshim and on the real MindSpore, from one seed.

All nine versions of MindYOLO 0.5.0: each is a small pyramid of the version's own blocks with its own head, built by
`mindyolo.models.create_model`; weights, inference, training and gradients are compared.
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
MODELS = "yolov3 yolov4 yolov5 yolov7 yolov8 yolov9 yolov10 yolov11 yolox".split()


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    """What each side wrote, all models in one process a side."""
    found = {}
    for side, how in (("mine", ["-m", "msshim"]), ("real", [])):
        found[side] = tmp_path_factory.mktemp(side)
        script = str(ROOT / "tests" / "support" / "mindyolo_models.py")
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "GLOG_v": "4"}
        command = [sys.executable, *how, script, str(found[side]), *MODELS]
        done = subprocess.run(command, env=variables, cwd=found[side], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
    return found


def values(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as file:
        return dict(file)


@pytest.mark.parametrize("name", MODELS)
def test_models(name: str, folders: dict[str, Path]) -> None:
    mine, real = (json.loads((folders[side] / f"{name}.json").read_text()) for side in ("mine", "real"))
    assert [p[:2] for p in mine] == [p[:2] for p in real]
    np.testing.assert_allclose([p[2] for p in mine], [p[2] for p in real], rtol=1e-6)
    ours, theirs = (values(folders[side] / f"{name}.npz") for side in ("mine", "real"))
    assert list(ours) == list(theirs) and len(ours) > 50
    # A shift before a normalisation has no gradient but rounding, so gradients are measured by the largest of all.
    largest = max(np.abs(theirs[key]).max() for key in theirs if key.startswith("gradient"))
    for key in theirs:
        scale = largest if key.startswith("gradient") else np.abs(theirs[key]).max()
        np.testing.assert_allclose(ours[key], theirs[key], rtol=0, atol=1e-3 * scale, err_msg=key)
