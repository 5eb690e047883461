"""`mindspore.common`."""

from msshim.common import initializer as initializer
