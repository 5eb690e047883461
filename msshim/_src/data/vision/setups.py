"""Arguments as attributes: what MindSpore's classes make of them."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Number
from typing import Any

from msshim._src.data.kinds import Implementation, Inter
from msshim._src.data.transforms.checks import LARGEST, Range, as_nptype, within
from msshim._src.tensor.dtype import string

Attributes = dict[str, Any]


def three(value: Any) -> Any:
    """One int as a colour."""
    return (value,) * 3 if isinstance(value, int) else value


def four(padding: Any) -> tuple[Any, ...]:
    """One amount, or two, as those of left, top, right and bottom."""
    amounts = (padding,) * 4 if isinstance(padding, Number) else tuple(padding)
    return amounts * 2 if len(amounts) == 2 else amounts


def square(size: Any) -> Attributes:
    """One int for height and width."""
    return {"size": (size, size) if isinstance(size, int) else size}


def _implementation(interpolation: Inter) -> Attributes:
    """The form that a way of finding pixels needs."""
    forms = {Inter.AREA: Implementation.C, Inter.PILCUBIC: Implementation.C, Inter.ANTIALIAS: Implementation.PY}
    return {"implementation": forms[interpolation]} if interpolation in forms else {}


def interpolated(interpolation: Inter) -> Attributes:
    """See `_implementation`."""
    if interpolation is None:
        raise KeyError("The 'interpolation' must not be None.")
    return _implementation(interpolation)


def resampled(size: Any, interpolation: Inter) -> Attributes:
    """Of a crop in another size."""
    return {**square(size), **_implementation(interpolation)}


def filled(fill_value: Any) -> Attributes:
    """One int for the three of a colour."""
    return {"fill_value": three(fill_value)}


def affine(shear: Any, fill_value: Any) -> Attributes:
    """One angle of shear is that of x."""
    return {"shear": (shear, 0.0) if isinstance(shear, Number) else shear, "fill_value": three(fill_value)}


def random_affine(degrees: Any, translate: Any, scale: Any, shear: Any, resample: Inter, fill_value: Any) -> Attributes:
    """Ranges of all."""
    if isinstance(shear, Number):
        shear = (-1 * shear, shear, 0.0, 0.0)  # type: ignore[operator]
    elif shear is not None and len(shear) == 2:
        shear = [*shear, 0.0, 0.0]
    return {
        "degrees": (-1 * degrees, degrees) if isinstance(degrees, Number) else degrees,  # type: ignore[operator]
        "translate": (0.0,) * 4 if translate is None else translate,
        "scale": (1.0, 1.0) if scale is None else scale,
        "shear": (0.0,) * 4 if shear is None else shear,
        "fill_value": three(fill_value),
        **_implementation(resample),
    }


def cutoff(ignore: Any) -> Attributes:
    """A list of what is ignored."""
    return {"ignore": [] if ignore is None else [ignore] if isinstance(ignore, int) else ignore}


def turned(degrees: float, center: Any, fill_value: Any) -> Attributes:
    """An angle within the circle."""
    return {"degrees": degrees % 360, "center": () if center is None else center, "fill_value": three(fill_value)}


def random_rotation(degrees: Any, resample: Inter, fill_value: Any) -> Attributes:
    """A range of angles."""
    if isinstance(degrees, (int, float)):
        found = [-(degrees % 360), degrees % 360]
    elif degrees[1] - degrees[0] >= 360:
        found = [-180, 180]
    else:
        low, high = degrees[0] % 360, degrees[1] % 360
        found = [low, high + 360 if low > high else high]
    return {"degrees": found, "fill_value": three(fill_value), **_implementation(resample)}


def color_adjust(brightness: Any, contrast: Any, saturation: Any, hue: Any) -> Attributes:
    """Ranges of all."""
    found = {"brightness": brightness, "contrast": contrast, "saturation": saturation, "hue": hue}
    for name, value in found.items():
        middle, limits = (0, Range("[", -0.5, 0.5, "]")) if name == "hue" else (1, Range("[", 0, LARGEST, "]"))
        if isinstance(value, Number):
            low, high = middle - value, middle + value  # type: ignore[operator]
            value = (max(0, low) if middle else low, high)
            for end in value:
                within(name, end, limits)
        found[name] = (value[0], value[1])
    return found


def crop(size: Any, padding: Any, fill_value: Any) -> Attributes:
    """The crop of an image with a border."""
    return {**square(size), "padding": four(0 if padding is None else padding), "fill_value": three(fill_value)}


def pad(padding: Any, fill_value: Any) -> Attributes:
    """The border of an image."""
    return {"padding": four(padding), "fill_value": three(fill_value)}


def pad_to_size(size: Any, offset: Any, fill_value: Any) -> Attributes:
    """The size of an image with its border."""
    offset = [] if offset is None else [offset, offset] if isinstance(offset, int) else offset
    return {"size": [size, size] if isinstance(size, int) else size, "offset": offset, "fill_value": three(fill_value)}


def erase(value: Any) -> Attributes:
    """One number for all channels."""
    return {"value": (value,) if isinstance(value, (int, float)) else value}


def blur(kernel_size: Any, sigma: Any) -> Attributes:
    """One number for both directions."""
    sigma = (0,) if sigma is None else (float(sigma),) if isinstance(sigma, (int, float)) else sigma
    return {"kernel_size": (kernel_size,) if isinstance(kernel_size, int) else kernel_size, "sigma": sigma}


def normalize(mean: Sequence[float], std: Sequence[float]) -> Attributes:
    """As many means as deviations."""
    if len(mean) != len(std):
        raise ValueError(f"'mean' and 'std' must be as many, but got {len(mean)} and {len(std)}.")
    return {}


def solarize(threshold: Any) -> Attributes:
    """One threshold for the lower and the upper one."""
    return {"threshold": (threshold, threshold) if isinstance(threshold, (float, int)) else threshold}


def linear(transformation_matrix: Any, mean_vector: Any) -> Attributes:
    """A square matrix, and a vector of its size."""
    rows, columns = transformation_matrix.shape[:2]
    if rows != columns or mean_vector.shape[0] != rows:
        raise ValueError(f"A matrix {transformation_matrix.shape} and a mean {mean_vector.shape} do not fit.")
    return {}


def rand_augment(magnitude: int, num_magnitude_bins: int, fill_value: Any) -> Attributes:
    """A magnitude that is one of the levels."""
    within("magnitude", magnitude, Range("[", 0, num_magnitude_bins, ")"))
    return {"fill_value": three(fill_value)}


def decode(to_pil: bool) -> Attributes:
    """The form that is asked for."""
    return {"implementation": Implementation.PY if to_pil else Implementation.C}


def native() -> Attributes:
    """In a pipeline the form of C++, or what runs in its place."""
    return {"implementation": Implementation.C}


def typed(output_type: Any) -> Attributes:
    """The name of a dtype."""
    return {"output_type": _name(output_type), **native()}


def cast(data_type: Any) -> Attributes:
    """The name of a dtype."""
    return {"data_type": _name(data_type)}


def _name(dtype: Any) -> str:
    if dtype is string:
        return "string"
    found = as_nptype("dtype", dtype)
    return "string" if found.kind == "U" else "bytes" if found.kind == "S" else found.name


def cut_mix(image_batch_format: Any) -> Attributes:
    """The number of a format."""
    return {"image_batch_format": int(image_batch_format)}
