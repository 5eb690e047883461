"""`make demo`: a 3D U-Net in MindSpore's API learns grey and white matter, in a plain torch loop.

The MNI152 template that nilearn ships: T1 in, its two tissue maps as labels; trained on the left hemisphere, tested
on the right. The template is an average of 152 brains, so clean that two thresholds on its intensity label 96 % of
it. A scan of one person is not: the coil brightens one side, and there is noise. So both are added, as the BrainWeb
simulator does (Kwan et al., IEEE TMI 1999): a smooth gain and Rician noise, drawn anew for each training step.
"""

import argparse
import time
import warnings
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from unet3d import UNet3d

import msshim as ms
from msshim._src.tables import load, page

TISSUES = ("background", "grey matter", "white matter")
PATCH = (32, 48, 48)


def brain() -> tuple[np.ndarray, np.ndarray]:
    """T1 intensity in [0, 1] and labels 0, 1, 2 of the MNI152 template at 2 mm, (96, 112, 96) voxels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nilearn's own imports
        from nilearn import datasets

        maps = [
            fetch(resolution=2).get_fdata(dtype=np.float32)
            for fetch in (
                datasets.load_mni152_template,
                datasets.load_mni152_gm_template,
                datasets.load_mni152_wm_template,
            )
        ]
    # 99 x 117 x 95 voxels: keep the middle, and pad the last axis, so that each hemisphere is divisible by 16.
    t1, grey, white = (np.pad(m, ((0, 0), (0, 0), (0, 1)))[1:97, 2:114] for m in maps)
    labels = np.where(white > np.maximum(grey, 0.5), 2, np.where(grey >= 0.5, 1, 0))
    return t1 / t1.max(), labels.astype(np.int64)


def scan(t1: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What a scanner would make of it: a smooth gain of up to about +-50 %, and Rician noise of 5 %."""
    knots = torch.from_numpy(rng.normal(0, 0.3, (1, 1, 3, 3, 3)).astype(np.float32))
    gain = F.interpolate(knots, t1.shape, mode="trilinear", align_corners=True)[0, 0].exp().numpy()
    real, imaginary = rng.normal(0, 0.05, (2, *t1.shape))
    return np.hypot(t1 * gain + real, imaginary).astype(np.float32)


def batch(t1: np.ndarray, labels: np.ndarray, size: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Random patches of one new scan: images (size, 1, *PATCH) and labels (size, *PATCH)."""
    image = scan(t1, rng)
    x, y = [], []
    while len(x) < size:
        corner = [rng.integers(0, n - p + 1) for n, p in zip(t1.shape, PATCH, strict=True)]
        box = tuple(slice(c, c + p) for c, p in zip(corner, PATCH, strict=True))
        if (labels[box] > 0).mean() > 0.1:
            x.append(image[box][None])
            y.append(labels[box])
    return torch.from_numpy(np.stack(x)), torch.from_numpy(np.stack(y))


def dice(prediction: np.ndarray, labels: np.ndarray, tissue: int) -> float:
    """2 |A and B| / (|A| + |B|)."""
    a, b = prediction == tissue, labels == tissue
    return float(2 * (a & b).sum() / (a.sum() + b.sum()))


def thresholds(image: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """The two intensities that separate the three classes best on these labels, by mean Dice of the tissues."""
    grid = np.quantile(image, np.linspace(0.3, 0.99, 40))
    pairs = [(a, b) for i, a in enumerate(grid) for b in grid[i + 1 :]]
    return max(pairs, key=lambda ab: sum(dice(np.digitize(image, ab), labels, t) for t in (1, 2)))


def train(net: torch.nn.Module, t1: np.ndarray, labels: np.ndarray, steps: int, console: Console) -> None:
    """A plain torch loop: cross entropy, AdamW, one-cycle learning rate."""
    rng = np.random.default_rng(0)
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=1e-2, total_steps=steps)
    weight = torch.tensor([0.5, 1.0, 1.0])
    columns = (
        TextColumn("training"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("loss {task.fields[loss]:.3f}"),
    )
    net.train()
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("training", total=steps, loss=float("nan"))
        for _ in range(steps):
            x, y = batch(t1, labels, 2, rng)
            loss = F.cross_entropy(net(x), y, weight)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            progress.update(task, advance=1, loss=loss.item())


def picture(image: np.ndarray, truth: np.ndarray, prediction: np.ndarray, path: Path) -> None:
    """An axial slice of the held-out half: scan, truth, prediction side by side."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    colours = ["black", "#d95f5f", "#f2ead3"]
    z = 46
    figure, axes = plt.subplots(1, 3, figsize=(9, 6.4), facecolor="white")
    axes[0].imshow(image[:, :, z].transpose()[::-1], cmap="gray")
    for axis, labels in zip(axes[1:], (truth, prediction), strict=True):
        axis.imshow(labels[:, :, z].transpose()[::-1], cmap=ListedColormap(colours), vmin=0, vmax=2)
    for axis, title in zip(axes, ("scan (held-out hemisphere)", "truth", "prediction"), strict=True):
        axis.set_title(title)
        axis.set_axis_off()
    handles = [Patch(color=colour, label=name) for colour, name in zip(colours[1:], TISSUES[1:], strict=True)]
    figure.legend(handles=handles, loc="lower center", ncol=2, frameon=False)
    figure.tight_layout(rect=(0, 0.05, 1, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
    plt.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=400, help="training steps (default 400)")
    parser.add_argument("--out", type=Path, default=Path("demo_output/segmentation.png"), help="where the picture goes")
    options = parser.parse_args()
    console = Console()
    start = time.perf_counter()

    console.print(page.text(load.row("nn", "Conv3dTranspose"), width=min(console.width, 120)), markup=False)

    ms.set_seed(1)
    t1, labels = brain()
    middle = t1.shape[0] // 2
    left, right = slice(0, middle), slice(middle, None)
    net = UNet3d()
    train(net, t1[left], labels[left], options.steps, console)

    held_out = np.random.default_rng(1)
    image, truth = scan(t1[right], held_out), labels[right]
    net.eval()
    with torch.no_grad():
        prediction = net(torch.from_numpy(image)[None, None]).argmax(1)[0].numpy()
    cut = thresholds(scan(t1[left], held_out), labels[left])
    clean_cut = thresholds(t1[left], labels[left])
    console.print("\nDice on the held-out hemisphere (1 is perfect):\n", markup=False)
    console.print(f"{'':14}{'U-Net':>10}{'threshold':>12}{'threshold, clean template':>28}")
    for tissue in (1, 2):
        console.print(
            f"{TISSUES[tissue]:14}{dice(prediction, truth, tissue):10.3f}"
            f"{dice(np.digitize(image, cut), truth, tissue):12.3f}"
            f"{dice(np.digitize(t1[right], clean_cut), truth, tissue):28.3f}"
        )
    picture(image, truth, prediction, options.out)
    console.print(f"\npicture: {options.out}   total: {time.perf_counter() - start:.0f} s", markup=False)


if __name__ == "__main__":
    main()
