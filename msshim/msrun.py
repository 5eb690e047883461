"""`python -m msshim.msrun`: MindSpore's launcher, for programs that run on torch."""

import sys

from msshim._src.cli.launch.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
