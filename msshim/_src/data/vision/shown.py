"""Images with the boxes of what was found in them. Source: mindspore.dataset.utils of 2.10."""

from __future__ import annotations

import os
import sys
from typing import Any

import numpy as np

from msshim._src.data.vision.opencv import cv2

_Colour = tuple[int, int, int]


def imshow_det_bbox(
    image: Any,
    bboxes: Any,
    labels: Any,
    segm: Any = None,
    class_names: Any = None,
    score_threshold: float = 0,
    bbox_color: _Colour = (0, 255, 0),
    text_color: _Colour = (203, 192, 255),
    mask_color: _Colour = (128, 0, 128),
    thickness: int = 2,
    font_size: float = 0.8,
    show: bool = True,
    win_name: str = "win",
    wait_time: int = 2000,
    out_file: str | None = None,
) -> Any:
    """Draw boxes, labels and masks into an image; show it, and write it to a file.

    Args:
        image: RGB, (height, width, 3) or (3, height, width).
        bboxes: (n, 4): x, y, width, height; or (n, 5) with a score last. None for none.
        labels: (n, 1), the numbers of classes.
        segm: (m, height, width), the masks; one a box where there are boxes.
        class_names: The classes' names by their numbers.
        score_threshold: Boxes of less are left out.
        bbox_color, text_color, mask_color: Blue, green, red.
        thickness: Of lines, in pixels.
        font_size: A factor.
        show: Whether it is shown in a window.
        win_name: The window's name.
        wait_time: For how many milliseconds it is shown; Escape ends the program.
        out_file: The file; its ending says which kind.

    Returns:
        The image, (height, width, 3), blue, green, red.

    Raises:
        AssertionError: An argument is none of these.
    """
    _check(image, bboxes, labels, segm, score_threshold, show, out_file)
    _check_looks(class_names, (bbox_color, text_color, mask_color), thickness, font_size, show, win_name, wait_time)
    drawn = cv2.cvtColor(image.transpose(1, 2, 0) if image.shape[0] == 3 else image, cv2.COLOR_RGB2BGR)
    for i in range(len(segm) if bboxes is None and segm is not None else 0):
        _mask(drawn, segm[i], mask_color)
    for i, (x, y, width, height, *score) in enumerate(() if bboxes is None else bboxes):
        if score and score[0] < score_threshold:
            continue
        corner = int(x), int(y + height)
        cv2.rectangle(drawn, (int(x), int(y)), (int(x + width), int(y + height)), bbox_color, thickness)
        said = _name(class_names, labels[i][0]) + "".join(f"|{one:.02f}" for one in score)
        cv2.putText(drawn, said, corner, cv2.FONT_HERSHEY_SIMPLEX, font_size, text_color, thickness)
        if segm is not None:
            _mask(drawn, segm[i], mask_color)
    if show:
        cv2.imshow(win_name, drawn)
        if cv2.waitKey(wait_time) == 27:
            sys.exit()
    if out_file:
        cv2.imwrite(out_file, drawn)
        os.chmod(out_file, 0o600)
    return drawn


def _mask(image: Any, mask: Any, colour: _Colour) -> None:
    where = mask.astype(bool)
    image[where] = image[where] * 0.5 + np.array(colour) * 0.5


def _name(names: Any, label: Any) -> str:
    try:
        return str(names[label])
    except (IndexError, KeyError):
        return f"class {label}"


def _assert(holds: bool, name: str, wanted: str, value: Any) -> None:
    if not holds:
        raise AssertionError(f"The '{name}' must be {wanted}, but got {value!r}.")


def _check(image: Any, bboxes: Any, labels: Any, segm: Any, score: Any, show: Any, out_file: Any) -> None:
    array = isinstance(image, np.ndarray) and image.ndim == 3
    _assert(array and 3 in (image.shape[0], image.shape[2]), "image", "an array (h, w, 3) or (3, h, w)", image)
    count = None
    if bboxes is not None:
        boxes = isinstance(bboxes, np.ndarray) and bboxes.ndim == 2 and bboxes.shape[1] in (4, 5)
        _assert(boxes, "bboxes", "an array (n, 4) or (n, 5)", bboxes)
        count = len(bboxes)
        fits = isinstance(labels, np.ndarray) and labels.shape == (count, 1)
        _assert(fits, "labels", f"an array ({count}, 1)", labels)
    if segm is not None:
        size = image.shape[:2] if image.shape[2] == 3 else image.shape[1:]
        fits = isinstance(segm, np.ndarray) and segm.ndim == 3 and segm.shape[1:] == size and len(segm) >= (count or 0)
        _assert(fits, "segm", f"an array (m, *{size}) with a mask for each box", segm)
    _assert(not score > 0 or bboxes.shape[1] == 5, "bboxes", "an array (n, 5), for scores", bboxes)
    _assert(bool(show) or out_file is not None, "out_file", "given where 'show' is False", out_file)
    _assert(out_file is None or isinstance(out_file, str), "out_file", "a str", out_file)


def _check_looks(
    names: Any, colours: tuple[Any, ...], thickness: Any, font_size: Any, show: Any, window: Any, wait: Any
) -> None:
    _assert(isinstance(names, (tuple, list, dict)), "class_names", "a list, tuple or dict", names)
    for name, colour in zip(("bbox_color", "text_color", "mask_color"), colours, strict=True):
        _assert(isinstance(colour, tuple) and len(colour) == 3, name, "a tuple of blue, green and red", colour)
    _assert(isinstance(thickness, int) and thickness >= 0, "thickness", "an int of 0 or more", thickness)
    _assert(isinstance(font_size, (int, float)) and font_size >= 0, "font_size", "a number of 0 or more", font_size)
    _assert(isinstance(show, bool), "show", "a bool", show)
    _assert(isinstance(window, str), "win_name", "a str", window)
    _assert(isinstance(wait, int) and wait >= 0, "wait_time", "an int of 0 or more", wait)
