"""The public names of MindSpore 2.10.0 by namespace: those that msshim has, and those that it lacks."""

from __future__ import annotations

from functools import cache

from msshim._src.tables import load, missing

MODULES = (
    "boost",
    "device_context.ascend",
    "device_context.cpu",
    "device_context.gpu",
    "multiprocessing",
    "nn.probability.bijector",
    "nn.probability.distribution",
    "onnx",
    "profiler",
    "rewrite",
    "safeguard",
    "scipy.fft",
    "scipy.linalg",
    "scipy.optimize",
    "utils",
)
"""The public modules without a table, whose names stand in `modules.yaml` and `absent.yaml`."""


def namespaces() -> list[str]:
    """All namespaces with public names, ``mindspore`` for the top one."""
    return sorted({*load.namespaces(), *missing.namespaces(), *MODULES} - {"Cell", "dataset.Dataset"})


def there(namespace: str) -> list[str]:
    """The names that msshim has."""
    if namespace in load.namespaces():
        found = [*load.index(namespace)]
    else:
        found = [name for name, target in _document("modules.yaml").get(namespace, {}).items() if target]
    return sorted(name for name in found if not name.startswith("_"))


def lacking(namespace: str) -> dict[str, str]:
    """The names that msshim does not have, with what it says of each. Modules count by their own names."""
    said = {name: f"{group.why} {group.instead}" for group in missing.groups(namespace) for name in group.names}
    if namespace in MODULES:
        group = _document("absent.yaml")[namespace]
        said |= dict.fromkeys(group["names"].split(), f"{group['why']} {group['instead']}")
    return {name: said[name] for name in sorted(said) if not (name.startswith("_") or _is_module(namespace, name))}


def _is_module(namespace: str, name: str) -> bool:
    if namespace not in ("mindspore", "common"):  # elsewhere such a name is a function, too
        return False
    path = name if namespace == "mindspore" else f"{namespace}.{name}"
    known = (*_document("modules.yaml"), *_document("absent.yaml"), *load.namespaces())
    return any(one == path or one.startswith(f"{path}.") for one in known)


@cache
def _document(name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = load.document(name)
    return found
