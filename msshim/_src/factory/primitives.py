"""Row -> primitive class: `ops.ReduceSum(keep_dims=True)(x, 1)`. Init arguments, call inputs, the function behind."""

from __future__ import annotations

from msshim._src.cell.primitive import Primitive
from msshim._src.factory import calls
from msshim._src.factory.making import Values, making
from msshim._src.factory.signature import Signature, define
from msshim._src.rules.refusals import miscounted
from msshim._src.tables.model import REQUIRED, Row

_PRIMITIVE = """
class $name(_Primitive):
    def __init__(self, $parameters):
        _Primitive.__init__(self, '$name')
        self.init_attrs = dict($given)
        _init(self, self.init_attrs)

    def __call__(self, $inputs):
        $counting
        $body
"""


def make_primitive(row: Row, module: str) -> type[Primitive]:
    """The class of a row of kind `primitive`, for a public module such as ``msshim.ops``."""
    signature = Signature(row)
    signature.names |= {"_Primitive": Primitive, "_init": making(row, _keep)}
    signature.reads |= {p.variable: calls.read(p, f"self.{p.name}") for p in row.signature}
    inputs, counting = signature.listed(row.inputs, starred=False), ""
    if wrong := miscounted(row):
        needed = [p.name for p in row.inputs if p.default is REQUIRED]
        inputs = ", ".join(filter(None, (signature.listed(row.inputs, starred=False, optional=True), "*_more")))
        counting = f"if _more{f' or {needed[-1]} is _default_{needed[-1]}' if needed else ''}:\n    raise _wrong()"
        signature.names["_wrong"] = wrong
    kind: type[Primitive] = define(
        row,
        _PRIMITIVE,
        signature.names,
        module,
        parameters=signature.listed(row.signature),
        inputs=inputs,
        counting=counting,
        body=calls.body(signature, row.inputs),
    )
    return kind


def _keep(primitive: Primitive, values: Values, found: Values) -> None:
    """Keep the arguments as MindSpore does, and what `setup` made as attributes under the names that the call has.

    What it made as `attrs` is shown as the arguments are.
    """
    for name, value in {**values, **found.pop("attrs", {})}.items():
        primitive.add_prim_attr(name, value)
    for name, value in found.items():
        setattr(primitive, name, value)
