"""The README's code, the notebook and the demo's parts run."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "examples"))


def test_readme_code() -> None:
    for block in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL):
        names: dict = {}
        exec(block, names)
        assert names["net"](torch.ones(1, 1, 4, 4, 4)).shape == (1, 3, 8, 8, 8)


def test_links_lead_somewhere() -> None:
    """In every page that is written by hand."""
    for page in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "benchmarks/README.md",
        *(ROOT / "docs").glob("*.md"),
    ]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_notebook() -> None:
    import nbformat  # here, so that rows can be tested without them
    from nbclient import NotebookClient

    notebook = nbformat.read(ROOT / "examples/conv3d_transpose_migration.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()


def test_demo_data_and_baseline() -> None:
    import unet3d_brain as demo

    t1, labels = demo.brain()
    assert t1.shape == labels.shape == (96, 112, 96)
    assert set(np.unique(labels)) == {0, 1, 2} and t1.max() == 1
    image = demo.scan(t1, np.random.default_rng(0))
    cut = demo.thresholds(image[:48], labels[:48])
    assert demo.dice(np.digitize(image[48:], cut), labels[48:], 1) < 0.85


def test_demo_trains(tmp_path: Path) -> None:
    """A few steps bring the loss down; the whole run is `make demo`."""
    import unet3d_brain as demo
    from rich.console import Console

    t1, labels = demo.brain()
    net = demo.UNet3d(widths=(4, 8))
    rng = np.random.default_rng(0)
    x, y = demo.batch(t1, labels, 1, rng)
    net.train()
    before = torch.nn.functional.cross_entropy(net(x), y).item()
    demo.train(net, t1, labels, 8, Console(quiet=True))
    assert torch.nn.functional.cross_entropy(net(x), y).item() < before
    demo.picture(t1[48:], labels[48:], labels[48:], tmp_path / "picture.png")
    assert (tmp_path / "picture.png").stat().st_size > 10_000
