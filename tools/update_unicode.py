"""Write what msshim needs of Unicode from the ICU of the real MindSpore: `python tools/update_unicode.py`.

Python's own tables are of another version of Unicode with each Python; MindSpore's are those of the ICU it brings.
"""

import ctypes
from collections.abc import Callable
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

OUT = Path(__file__).parents[1] / "msshim" / "_src" / "data" / "text" / "unicode.txt"
HEAD = """\
# Unicode {version}, which the ICU of MindSpore 2.10.0 has: code points in ranges, hexadecimal. tools/update_unicode.py
# makes this file. P, Mn, C: categories (C is Cc and Cf); ignorable: Default_Ignorable_Code_Point; the rest are scripts.
# NFKD and NFKC_Casefold: what characters become that are newer than the Unicode {oldest} of the oldest Python.
"""
CODES = range(0x110000)
CATEGORIES = {"P": (19, 20, 21, 22, 23, 28, 29), "Mn": (6,), "C": (15, 16)}  # the numbers are ICU's UCharCategory
IGNORABLE, SCRIPT = 5, 0x100A  # ICU's UProperty
OLDEST = (13, 0)  # of Python 3.10


def icu() -> Callable[..., ctypes._CFuncPtr]:
    """A function of the ICU that MindSpore brings, by its name."""
    folder = Path(str(find_spec("mindspore").origin)).parent / "lib"
    (path,) = folder.glob("libicuuc.so.*")
    ctypes.CDLL(str(next(folder.glob("libicudata.so.*"))), ctypes.RTLD_GLOBAL)
    library, version = ctypes.CDLL(str(path)), path.suffix[1:]
    return lambda name: getattr(library, f"{name}_{version}")


def ranges(chosen: list[int]) -> str:
    found = []
    for _, group in groupby(enumerate(chosen), key=lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        found.append(f"{run[0]:x}" if len(run) == 1 else f"{run[0]:x}-{run[-1]:x}")
    return " ".join(found)


def newer(function: Callable[..., ctypes._CFuncPtr], form: str) -> str:
    """What a form makes of each character that the oldest Python does not know."""
    instance, normalize = function(f"unorm2_get{form}Instance"), function("unorm2_normalize")
    instance.restype = ctypes.c_void_p
    normalize.argtypes = [ctypes.c_void_p, *[ctypes.c_char_p, ctypes.c_int32] * 2, ctypes.c_void_p]
    status, age, made, found = ctypes.c_int(0), (ctypes.c_uint8 * 4)(), ctypes.create_string_buffer(80), []
    form_of = instance(ctypes.byref(status))
    for code in CODES:
        function("u_charAge")(code, age)
        if tuple(age[:2]) > OLDEST:
            text = chr(code).encode("utf-16-le")
            size = normalize(form_of, text, len(text) // 2, made, 40, ctypes.byref(status))
            after = made.raw[: size * 2].decode("utf-16-le")
            if after != chr(code):
                found.append(f"{code:x}={'+'.join(f'{ord(one):x}' for one in after)}")
    return " ".join(found)


def main() -> None:
    function = icu()
    version = (ctypes.c_uint8 * 4)()
    function("u_getUnicodeVersion")(version)
    category, has, value = function("u_charType"), function("u_hasBinaryProperty"), function("u_getIntPropertyValue")
    category.restype = has.restype = ctypes.c_int8
    name = function("u_getPropertyValueName")
    name.restype = ctypes.c_char_p
    kinds = [category(code) for code in CODES]
    lines = [f"{word} {ranges([i for i in CODES if kinds[i] in numbers])}" for word, numbers in CATEGORIES.items()]
    lines.append(f"ignorable {ranges([i for i in CODES if has(i, IGNORABLE)])}")
    scripts: dict[int, list[int]] = {}
    for code in CODES:
        scripts.setdefault(value(code, SCRIPT), []).append(code)
    lines += sorted(f"{name(SCRIPT, script, 1).decode()} {ranges(codes)}" for script, codes in scripts.items())
    lines += [f"NFKD {newer(function, 'NFKD')}", f"NFKC_Casefold {newer(function, 'NFKCCasefold')}"]
    head = HEAD.format(version=".".join(map(str, version[:2])), oldest=".".join(map(str, OLDEST)))
    OUT.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
