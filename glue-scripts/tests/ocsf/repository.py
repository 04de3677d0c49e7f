"""Where the tests find what both languages share."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
GOLDEN_FOLDER = REPOSITORY / "test/contracts/azure-activity"
SAMPLES_FOLDER = Path(os.environ.get("AUDIT_BRIDGE_SAMPLES", REPOSITORY.parent / "shared/samples")) / "azure-activity"
OCSF_FOLDER = Path(os.environ.get("AUDIT_BRIDGE_OCSF", REPOSITORY.parent / "shared/ocsf"))


def run_typescript(script: str, arguments: Sequence[str] = (), standard_input: bytes = b"") -> bytes:
    """Runs a TypeScript file of the repository; its standard error comes through."""
    command = [str(REPOSITORY / "node_modules/.bin/tsx"), script, *arguments]
    return subprocess.run(command, cwd=REPOSITORY, input=standard_input, stdout=subprocess.PIPE, check=True).stdout
