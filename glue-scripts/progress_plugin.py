"""Shows pytest's progress as jest's is shown: each file as it ends, each failure in full at once, and what is still running.

Chooses the tests of the kinds that `AUDIT_BRIDGE_TEST_KINDS` names (none: all), and leaves a `TestTally` in `AUDIT_BRIDGE_TALLY_FILE`.
"""

import json
import os
import re
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

_STILL_RUNNING_AFTER_SECONDS = 30
_FOLDER = Path(__file__).resolve().parent
_WITHOUT = re.compile(r"^Skipped: (?:skipped )?without (.+)$")


def kind_of(item: pytest.Item) -> str:
    """Starting Spark, or processes, makes a test an integration test; stand-ins make it a contract test."""
    if "spark" in getattr(item, "fixturenames", []) or item.get_closest_marker("integration"):
        return "integration"
    return "contract" if item.get_closest_marker("contract") else "quick"


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        config.pluginmanager.unregister(reporter)
    config.pluginmanager.register(_Progress(), "audit-bridge-progress")


class _Progress:
    def __init__(self) -> None:
        self._planned: Counter[str] = Counter()
        self._ended: Counter[str] = Counter()
        self._outcomes: dict[str, Counter[str]] = {}
        self._began: dict[str, float] = {}
        self._files = 0
        self._failures: list[str] = []
        self._skips: Counter[str] = Counter()
        self._running: tuple[str, float] | None = None
        self._done = threading.Event()

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        kinds = {kind for kind in os.environ.get("AUDIT_BRIDGE_TEST_KINDS", "").split(",") if kind}
        if kinds:
            config.hook.pytest_deselected(items=[item for item in items if kind_of(item) not in kinds])
            items[:] = [item for item in items if kind_of(item) in kinds]
        self._planned.update(_file_of(item.nodeid) for item in items)
        threading.Thread(target=self._show_running, daemon=True).start()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._began.setdefault(_file_of(nodeid), time.monotonic())
        self._running = (nodeid, time.monotonic())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        outcomes = self._outcomes.setdefault(_file_of(report.nodeid), Counter())
        if report.failed:
            outcomes["failed"] += 1
            self._failures.append(f"{_shown(report.nodeid)}{'' if report.when == 'call' else f' ({report.when})'}")
            print(f"{_shown(report.nodeid)}\n{report.longreprtext}\n{report.capstdout}{report.capstderr}", flush=True)
        elif report.skipped:
            outcomes["skipped"] += 1
            reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
            without = _WITHOUT.match(reason)
            self._skips[without[1] if without else "a reason in its title"] += 1
        elif report.when == "call":
            outcomes["passed"] += 1

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self._running = None
        file = _file_of(nodeid)
        self._ended[file] += 1
        if self._ended[file] == self._planned[file]:
            self._files += 1
            self._show_file(file)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._failures.append(f"{_shown(report.nodeid)}: could not be run")
            print(f"FAIL {_shown(report.nodeid)}  did not run\n{report.longreprtext}", flush=True)

    def pytest_sessionfinish(self) -> None:
        self._done.set()
        total: Counter[str] = sum(self._outcomes.values(), Counter())
        # A file that cannot be collected has no test to fail.
        failed = len(self._failures)
        tally = {
            "passed": total["passed"],
            "failed": failed,
            "skipped": total["skipped"],
            "skips": dict(self._skips),
            "failures": self._failures,
        }
        if path := os.environ.get("AUDIT_BRIDGE_TALLY_FILE"):
            Path(path).write_text(json.dumps(tally))

    def _show_file(self, file: str) -> None:
        outcomes = self._outcomes.get(file, Counter())
        word = "FAIL" if outcomes["failed"] else "PASS" if outcomes["passed"] else "SKIP"
        counts = ", ".join(f"{outcomes[name]} {name}" for name in ("passed", "failed", "skipped") if outcomes[name])
        seconds = time.monotonic() - self._began[file]
        print(f"[{self._files}/{len(self._planned)}] {word} {_shown(file)}  {counts or 'did not run'} ({seconds:.1f} s)", flush=True)

    def _show_running(self) -> None:
        while not self._done.wait(_STILL_RUNNING_AFTER_SECONDS):
            if self._running is not None:
                nodeid, since = self._running
                print(f"still running: {_shown(nodeid)} ({time.monotonic() - since:.0f} s)", flush=True)


def _file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def _shown(nodeid: str) -> str:
    """Relative to the repository, as jest's paths are."""
    return f"glue-scripts/{nodeid}" if (_FOLDER / _file_of(nodeid)).exists() else nodeid
