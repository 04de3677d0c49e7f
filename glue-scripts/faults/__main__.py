"""`python -m faults --seeds N [--from SEED] [--plant NAME]`: a JSON line per seed, and one at last.

`{"seed": 4711, "violations": [...], "attempts": 6, "scenario": "..."}`, then `{"seeds": N, "failed": n, "seconds": s}`.
Ends with 1 when a seed failed.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT / "src"), str(_ROOT / "tests")]

from audit_bridge.local.session import local_session  # noqa: E402

from .plants import PLANTS  # noqa: E402
from .scenario import draw_scenario  # noqa: E402
from .writer_run import WriterRun  # noqa: E402


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--plant", choices=PLANTS)
    arguments = parser.parse_args(words)
    began = time.monotonic()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="audit-bridge-faults-") as folder:
        # Batches of a few records: compiling their plans would take longer than running them.
        interpreted = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
        spark = local_session(Path(folder), options=interpreted)
        for seed in range(arguments.first, arguments.first + arguments.seeds):
            scenario = draw_scenario(seed)
            run = WriterRun(spark, Path(folder) / str(seed), scenario, arguments.plant)
            violations = run.violations()
            failed += bool(violations)
            _tell({"seed": seed, "violations": violations, "attempts": run.attempts, "scenario": scenario.describe()})
        spark.stop()
    _tell({"seeds": arguments.seeds, "failed": failed, "seconds": round(time.monotonic() - began, 1)})
    return 1 if failed else 0


def _tell(line: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()


sys.exit(main(sys.argv[1:]))
