"""Draw docs/augmentations.jpg for the guide: MindSpore 2.10 above, msshim below, from one seed."""

import sys
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import mindspore.dataset as theirs
import mindspore.dataset.vision  # noqa: F401
import numpy as np
from sklearn.datasets import load_sample_image

import msshim.dataset as ours
import msshim.dataset.vision  # noqa: F401

SHOWN = {
    "RandomResizedCrop": ((160, 160), (0.2, 0.8)),
    "RandomRotation": (40,),
    "RandomAffine": (20, (0.2, 0.2), (0.7, 1.2), 15),
    "RandomPerspective": (0.5, 1.0),
    "RandomColorAdjust": (0.5, 0.5, 0.9, 0.2),
    "RandomSolarize": ((60, 160),),
    "RandomPosterize": ((1, 3),),
    "RandAugment": (3, 12),
}
SIZE = 160


def drawn(library: Any, image: np.ndarray) -> list[np.ndarray]:
    """The image after each of the transforms."""
    library.config.set_seed(11)
    rows = []
    for name, arguments in SHOWN.items():
        step = getattr(library.vision, name)(*arguments)
        steps = [library.vision.ToPIL(), step] if name == "RandomPerspective" else [step]
        data = library.NumpySlicesDataset([image], ["image"], shuffle=False).map(steps, "image", num_parallel_workers=1)
        rows.append(next(iter(data.create_tuple_iterator(num_epochs=1, output_numpy=True)))[0])
    return rows


def main() -> None:
    image = load_sample_image("flower.jpg")[100 : 100 + 2 * SIZE : 2, 180 : 180 + 2 * SIZE : 2].copy()
    both = [[image, *drawn(library, image)] for library in (theirs, ours)]
    if not all(map(np.array_equal, *both)):
        sys.exit("The two differ: there is a fault to mend before there is a picture.")
    figure, axes = plt.subplots(2, len(both[0]), figsize=(2 * len(both[0]), 4.4), layout="constrained")
    for row, images, who in zip(axes, both, ("MindSpore 2.10", "msshim"), strict=True):
        for place, shown, name in zip(row, images, ("the image", *SHOWN), strict=True):
            place.imshow(shown)
            place.set(xticks=[], yticks=[])
            if images is both[0]:
                place.set_title(name, fontsize=11)
        row[0].set_ylabel(who, fontsize=12)
    figure.savefig(Path(__file__).parents[1] / "docs" / "augmentations.jpg", dpi=80)


if __name__ == "__main__":
    main()
