"""`python -m audit_bridge.validation --lake DIR --ocsf-version V`: one JSON line of figures; exit code 1 when a row breaks the schema."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from audit_bridge.ocsf.settings import OCSF_VERSIONS

from .lake_errors import NoLakeError, check_lake


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m audit_bridge.validation", description="Checks every row of a lake against OCSF's own schema."
    )
    parser.add_argument("--lake", type=Path, required=True, metavar="DIR", help="holds region=.../accountId=.../eventDay=.../*.parquet")
    parser.add_argument("--ocsf-version", choices=OCSF_VERSIONS, default=OCSF_VERSIONS[0])
    options = parser.parse_args(arguments)
    try:
        found = check_lake(options.lake, options.ocsf_version)
    except NoLakeError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{json.dumps(asdict(found))}\n")
    return 1 if found.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
