"""Runs a module as a program, for as long as the process that started it lives: `run_module.py MODULE [ARGUMENT...]`."""

import os
import runpy
import sys
import threading


def exit_with_parent() -> None:
    """Standard input is a pipe that nobody writes to: it ends when the parent has ended, however that happened. Spark's Java ends with this process."""
    # Not through sys.stdin: a thread that waits within its buffer would stop the interpreter from ending.
    while os.read(0, 4096):
        pass
    os._exit(1)


threading.Thread(target=exit_with_parent, daemon=True).start()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
