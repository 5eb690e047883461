"""One process of `processes.together`: `import mindspore` is the real one, or msshim under `python -m msshim`."""

import faulthandler
import os
import pickle
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import mindspore as ms
import numpy as np
from mindspore.communication import init
from processes import READY, START, Array, Raised, cases_of


def plain(value):
    """What can be pickled, of what a case returned."""
    if isinstance(value, ms.Tensor):
        narrow = value.dtype in (ms.bfloat16,)
        # A copy: a collective that writes into its argument may do so again.
        return Array(str(value.dtype), np.array((value.astype(ms.float32) if narrow else value).asnumpy()))
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value)) if type(value) in (list, tuple) else tuple(map(plain, value))
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, BaseException):
        kind = next(kind for kind in type(value).__mro__ if kind.__module__ == "builtins")
        return Raised(kind.__name__, str(value))
    return value


def main(module, folder, limit, *names):
    rank, size = (int(os.environ.get(name) or os.environ[other]) for name, other in
                  (("RANK", "RANK_ID"), ("WORLD_SIZE", "RANK_SIZE")))  # fmt: skip
    cases, joined, turn = cases_of(import_module(module)), False, Path(folder)
    out = open(turn / f"{rank}.pickle", "wb")

    def tell(name, answer):
        try:
            line = pickle.dumps((name, answer))
        except Exception as error:
            line = pickle.dumps((name, Raised("PicklingError", f"the answer of {name}: {error}")))
        out.write(line)
        out.flush()

    def meet(name):
        """Wait for the others, by files: a case that failed on one rank must not meet another one's."""
        (turn / f"{name}.{rank}").touch()
        while not all((turn / f"{name}.{other}").exists() for other in range(size)):
            time.sleep(0.002)

    def watch(seconds, name):
        def over():
            print(f"{name} took more than {seconds} seconds", file=sys.stderr)
            faulthandler.dump_traceback()
            os._exit(3)

        timer = threading.Timer(seconds, over)
        timer.daemon = True
        timer.start()
        return timer

    def join():
        timer = watch(START, "init")
        init()
        tell(READY, None)
        timer.cancel()

    for name in names:
        if not joined and not name.startswith("before_"):
            join()
            joined = True
        timer = watch(float(limit), name)
        try:
            answer = plain(cases[name](ms, rank, size))
            if joined and not name.startswith("last_"):
                ms.runtime.synchronize()
        except Exception as error:
            answer = plain(error)
        meet(name)
        timer.cancel()
        tell(name, answer)
    if not joined:
        tell(READY, None)
    out.close()
    # Neither library's threads, nor a peer's end, have a say any more.
    os._exit(0)


main(*sys.argv[1:])
