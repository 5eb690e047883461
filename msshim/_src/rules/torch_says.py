"""What torch says of a call that it refuses: parts of its messages, by what is wrong.

They are torch's own and change with its versions: this is the file to look at when a new one says something else.
"""

DTYPE = (
    "not implemented for",
    "without overflow",
    "dtype",
    "scalar type",
    "Expected tensor for argument",
    "can't be cast",
)
"""Of a dtype that it does not take: TypeError."""

KERNEL = ("appears multiple times", "is out of bounds for dimension", "Expected index [", "index out of range in self")
"""Of what MindSpore's kernel refuses, and not its own look at the arguments: RuntimeError."""

RANGE = (
    "only supports 2D tensors",
    "should be greater than zero",
    "einsum(",
    "cannot come after",
    "upper bound and",
    "must be nonzero",
    "greater or equal to 0",
    "larger than 0",
    "greater than 0",
    "non-negative",
    "adding size",
    "adding length",
    "Expected 1-D",
    "range [0, 1]",
    "larger than min",
    "the same length",
    "a positive upscale",
    "smaller than num_classes",
    "square matrices",
    "0D or 1D tensor",
    "must be a matrix",
    "vector + matrix",
    "at least 1D",
)
"""Of a value out of its range: ValueError."""

UNFIT = (
    "must be in label range",
    "target out of range",
    "must be of size batch_size",
    "at non-singleton dimension",
    "is too small",
    "is not divisible by",
    "is invalid for input of size",
)
"""Of sizes that do not fit a layer: ValueError."""

SHAPE = ("shape", "size", "dimension", "dims", "broadcast", "must match", "out of range", "axis", "element")
"""Words of any other message about sizes: ValueError."""
