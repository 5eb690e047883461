"""`python -m msshim train.py`: run a MindSpore program on torch, unchanged."""

import sys

from msshim._src.cli.run import main

if __name__ == "__main__":
    main(sys.argv[1:])
