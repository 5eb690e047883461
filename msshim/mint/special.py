"""`mindspore.mint.special`, from the tables in `mappings/mint/special`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("mint.special")
