"""Collections in files of MATLAB for `sample_files.WRITERS`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import scipy.io
import scipy.sparse
from sample_files import noise, pictures, text, writes


def matlab(path: Path, **values) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    scipy.io.savemat(path, values)


@writes("Caltech101")
def caltech101(folder: Path) -> None:
    pictures(folder / "101_ObjectCategories", "Faces/image_0001.jpg Faces/image_0002.jpg ant/image_0001.jpg "
             "BACKGROUND_Google/image_0001.jpg")  # fmt: skip
    for i, name in enumerate(("Faces_2/annotation_0001", "Faces_2/annotation_0002", "ant/annotation_0001")):
        matlab(folder / f"Annotations/{name}.mat", obj_contour=np.arange(2.0 * (i + 3)).reshape(2, -1) / 3)


@writes("Flowers102")
def flowers102(folder: Path) -> None:
    for kind in ("jpg/image", "segmim/segmim"):
        pictures(folder, " ".join(f"{kind}_{i:05d}.jpg" for i in range(1, 7)))
    matlab(folder / "imagelabels.mat", labels=np.array([[3, 1, 4, 1, 5, 102]], np.uint8))
    matlab(folder / "setid.mat", trnid=np.array([[2, 5]]), valid=np.array([[1]]), tstid=np.array([[6, 3, 4]]))


@writes("SVHN")
def svhn(folder: Path) -> None:
    for i, part in enumerate(("train", "test", "extra")):
        count = 3 + i
        numbers = (np.arange(count, dtype=np.uint8) * 3 % 10 + 1)[:, None]
        matlab(folder / f"{part}_32x32.mat", X=noise(32, 32, 3, count, seed=i), y=numbers)


@writes("SB")
def semantic_boundaries(folder: Path) -> None:
    for i, name in enumerate(("2008_2", "2008_10", "2008_3")):
        pictures(folder, f"img/{name}.jpg")
        edges = np.empty((20, 1), object)
        for j in range(20):
            edges[j, 0] = scipy.sparse.csc_matrix((noise(5, 7, seed=i + j) > 200).astype(np.uint8))
        found = np.array([[(edges, noise(5, 7, seed=i) % 20)]], [("Boundaries", object), ("Segmentation", object)])
        matlab(folder / f"cls/{name}.mat", GTcls=found)
    text(folder / "train.txt", "2008_2\n2008_10\n")
    text(folder / "val.txt", "2008_3\n")
