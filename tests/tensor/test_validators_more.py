"""The checks of axes, shapes, types and data of `mindspore._checkparam` beside MindSpore's."""

import inspect

import mindspore
import mindspore._checkparam as real
import numpy as np
import pytest

import msshim
from msshim._src.names import deep

MINE = deep.module("_checkparam")
AXES = ["0", "-1", "2", "3", "-4", "(0, 1)", "(0, 0)", "[1, 2]", "(0, 3)", "None", "'a'", "1.0", "(1.5,)", "()", "True"]
SHAPES = ["(2, 3)", "(1,)", "(3,)", "()", "(0,)", "(2, 1)"]
T = "ms.TensorType(ms.{})"
KINDS = ["ms.float32", "ms.int8", T.format("float32"), T.format("int8")]
CALLS = [
    *(
        f"c.{name}({axes}, 3)"
        for axes in AXES
        for name in ("check_axis_valid", "check_axis_in_range", "check_and_canonicalize_axes", "check_swapaxes_axis")
    ),
    *(
        f"c.check_axis_type({axes}, {flags})"
        for axes in AXES
        for flags in ("True", "False", "True, False", "True, True, False")
    ),
    *(f"c.prepare_shape_for_squeeze((1, 3, 1), {axes})" for axes in AXES if axes != "(1.5,)"),
    *(
        f"c.check_transpose_axis({axes}, 3)"
        for axes in (
            "()",
            "(None,)",
            "((2, 1, 0),)",
            "([2, 0, 1],)",
            "(2, 1, 0)",
            "(1, 0)",
            "(0,)",
            "('a',)",
            "((1, 0),)",
            "(1.0, 2, 3)",
        )
    ),
    *(
        f"c.check_reshape_shp({shape})"
        for shape in ("(2, 3)", "((2, 3),)", "([2, 3],)", "(6,)", "('a',)", "(1.0,)", "(None,)")
    ),
    *(f"c.check_flatten_order({order})" for order in ("'C'", "'F'", "'A'", "3", "None")),
    *(
        f"c.check_reduce_shape((2, 3, 4), {shape}, {axis}, 'Owner', 'a', 'b')"
        for shape in ("(2, 4)", "[2, 4]", "(2, 3)", "(4,)")
        for axis in ("1", "(0, 1)", "[1]")
    ),
    *(f"c.expanded_shape(3, 5, {axis})" for axis in (0, 1, 2, 3)),
    "c.tuple_slice((1, 2, 3), 1, None)",
    *(f"c.infer_out_shape({one}, {other})" for one in SHAPES for other in SHAPES),
    "c.infer_out_shape((2, 3), (3,), (2, 1))",
    *(
        f"c.check_coo_tensor_shape({shapes})"
        for shapes in (
            "(2, 2), (2,), (3, 3)",
            "(2, 2), (2,), (3,)",
            "(0,), (0,), (3, 3)",
            "(2, 2), (3,), (3, 3)",
            "(2, 3), (2,), (3, 3)",
            "(2,), (2,), (3, 3)",
            "(2, 2), (2, 1), (3, 3)",
            "(9, 2), (9,), (2, 2)",
            "(2, 2), (2,), (3, 0)",
            "(2, 2), (2,), (3, 1.5)",
        )
    ),
    *(
        f"c.check_csr_tensor_shape({shapes})"
        for shapes in (
            "(4,), (2,), (2,), (3, 3)",
            "(3,), (2,), (2,), (3, 3)",
            "(0,), (0,), (0,), (3, 3)",
            "(4,), (3,), (2,), (3, 3)",
            "(4, 1), (2,), (2,), (3, 3)",
            "(4,), (2, 1), (2,), (3, 3)",
            "(4,), (2,), (2, 2), (3, 3, 2)",
            "(4,), (2,), (2, 2), (3, 3, 3)",
            "(4,), (2,), (2,), (3, 0)",
            "(4,), (2,), (2,), (3, 1.5)",
            "(4,), (2,), (99,), (3, 3)",
            "(4,), (2,), (2, 0), (3, 3)",
        )
    ),
    *(f"c.check_coo_tensor_dtype(ms.{kind})" for kind in ("int16", "int32", "int64", "int8", "float32")),
    *(f"c.check_csr_tensor_dtype(ms.int32, ms.{kind})" for kind in ("int64", "uint8")),
    *(
        f"c.{name}({values})"
        for values in ("t, t, (2,)", "1, t, (2,)", "t, 1, (2,)", "t, t, [2]")
        for name in ("check_coo_tensor_input", "check_sparse_tensor_input")
    ),
    *(f"c.check_csr_tensor_input({values})" for values in ("t, t, t, (2,)", "1, t, t, (2,)", "t, t, t, 3")),
    *(f"c.check('a', {value}, 'b', 1, c.{rel})" for value in ("1", "2", "0") for rel in ("EQ", "NE", "LT", "GE")),
    "c.check('a', 1, 'b', 2)",
    "c.check('a b', 1, 'b', 2, c.EQ, 'Owner', TypeError)",
    "c.check('a', [1], 'b', [1])",
    "c.check('a', 1, 'b', [1, 2], c.IN)",
    *(
        f"c.check_is_number({value}, {kind})"
        for value in ("1", "1.5", "True", "inf", "nan", "'a'")
        for kind in ("int", "float")
    ),
    *(
        f"c.{name}({text!r})"
        for text in ("abc", "a.b_1", "", "-a", "a b", "a-b", "ä")
        for name in ("check_str_by_regular", "check_str_and_none_by_regular")
    ),
    "c.check_str_by_regular('b', '^a')",
    "c.check_str_by_regular('ab', '^a', 0, 'Owner')",
    *(
        f"c.check_file_name_by_regular({text})"
        for text in ("'a.ckpt'", "'a/b-c.txt'", "'a/'", "3", "'a b'", "'a*'", "''")
    ),
    *(f"c.check_pad_value_by_mode({mode!r}, {pad}, 'Owner')" for mode in ("pad", "same") for pad in (0, 1)),
    "c.check_valid_input('a', 0, 'Owner')",
    "c.check_valid_input('a', None, 'Owner')",
    *(
        f"c.check_types_same_and_valid({{'a': {one}, 'b': {other}}}, (ms.float32, ms.int8), 'Owner')"
        for one in KINDS
        for other in KINDS
    ),
    *(
        f"c.check_tensors_dtypes_same_and_valid({{'a': {one}, 'b': {other}}}, {kinds}, 'Owner')"
        for one in KINDS
        for other in KINDS
        for kinds in ("ms.float32", "(ms.float32, ms.int8)")
    ),
    *(
        f"c.check_tensor_dtype_valid('a', {one}, {kinds}, 'Owner')"
        for one in KINDS
        for kinds in ("ms.float32", "[ms.int8, ms.float16]")
    ),
    *(
        f"c.check_scalar_or_tensor_types_same({{'a': {one}, 'b': {other}}}, (ms.float32, ms.int8), 'Owner', {mix})"
        for one in KINDS
        for other in KINDS
        for mix in (True, False)
    ),
    *(
        f"c.check_type_name('a', {one}, {kinds}, 'Owner')"
        for one in [*KINDS, "int", "'a'"]
        for kinds in ("ms.float32", "(ms.int8, int)")
    ),
    "c.check_type_support(ms.float32, 'GPU', (ms.int8,))",
    "c.check_type_support(ms.float32, 'CPU', (ms.int8,))",
    "c.check_type_support(ms.int8, 'CPU', (ms.int8,))",
    *(
        f"c.check_astype_dtype({kind})"
        for kind in (
            "ms.float32",
            "ms.bool_",
            "'float16'",
            "'Int32'",
            "int",
            "float",
            "bool",
            "'int'",
            "'bool'",
            "'a'",
            "3",
            "None",
            "'float'",
        )
    ),
    "c.check_element_type_of_dict('a', {'x': 1}, [str], [int])",
    "c.check_element_type_of_dict('a', {1: 1}, [str], [int])",
    "c.check_element_type_of_dict('a', {'x': 'y'}, [str], [int])",
    "c.check_element_type_of_dict('a', 3, [str], [int])",
    "c.check_size_and_element_type_of_tuple('a', (1, 2), 2, int)",
    "c.check_size_and_element_type_of_tuple('a', (1, 'b'), 2, int)",
    "c.check_size_and_element_type_of_tuple('a', (1,), 2, int)",
    "c.check_size_and_element_type_of_tuple('a', [1], 1, int)",
    "c.check_input_format('NCHW')",
    "c.check_input_format('NHWC')",
    "c.check_output_data(3)",
    "c.check_output_data(None)",
    *(
        f"c.check_input_data({value}, data_class={kinds})"
        for value in ("1", "t", "[1, t]", "{'a': t}", "None", "e", "'a'", "(t, [e])")
        for kinds in ("int", "ms.Tensor", "(int, ms.Tensor)", "None", "(ms.Tensor, None)")
    ),
    "c.check_input_dataset(dataset_type=int)",
    "c.check_input_dataset(1, 2, dataset_type=int)",
    "c.check_input_dataset(1, 'a', dataset_type=int)",
    "c.max_(1, 2)",
    "c.min_((3, 1))",
    "c.is_stub_tensor(t)",
    *(
        f"c.{name}({value})"
        for name in ("once_sequence", "twice_sequence", "triple_sequence")
        for value in ("1", "(1, 2)", "[1, 2]", "(1, True)", "[1]", "'a'", "1.5", "True", "[1, 2, 3]")
    ),
]


def outcome(module, ms, call: str):
    names = {
        "c": module,
        "ms": ms,
        "np": np,
        "t": ms.Tensor([1.0]),
        "e": ms.Tensor(np.ones((0, 2))),
        "inf": np.inf,
        "nan": np.nan,
    }
    try:
        return repr(eval(call, names))
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("call", CALLS)
def test_as_mindspore(call: str) -> None:
    assert outcome(MINE, msshim, call) == outcome(real, mindspore, call)


def test_all_of_them_are_there() -> None:
    own = {
        name for name, value in vars(real).items() if inspect.isfunction(value) and value.__module__ == real.__name__
    }
    for name in sorted(own):
        if not name.startswith("_"):
            assert inspect.isfunction(getattr(MINE, name)), name
            assert list(inspect.signature(getattr(MINE, name)).parameters) == list(
                inspect.signature(getattr(real, name)).parameters
            ), name
