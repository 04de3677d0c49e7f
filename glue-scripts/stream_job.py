"""The script that Glue starts; the package comes as a zip through `--extra-py-files`."""

import sys

from audit_bridge.glue.job import run

run(sys.argv)
