"""The command `msshim`, for tests in processes of their own, whether it is installed or not."""

import sys

MSSHIM = [sys.executable, "-c", "import sys; from msshim.migrate.cli import main; sys.exit(main())"]
