"""Runs a module as a program, for as long as the process that started it lives: `run_module.py MODULE [ARGUMENT...]`."""

import os
import runpy
import sys
import threading


def exit_with_parent(source: int, target: int) -> None:
    """Standard input is a pipe of the parent's: it ends when the parent has ended, however that happened. What the parent writes is handed on to the
    module. Spark's Java ends with this process."""
    # Not through sys.stdin: a thread that waits within its buffer would stop the interpreter from ending.
    while received := os.read(source, 4096):
        os.write(target, received)
    os._exit(1)


parents_end = os.dup(0)
modules_end, own_end = os.pipe()
os.dup2(modules_end, 0)
os.close(modules_end)
threading.Thread(target=exit_with_parent, args=[parents_end, own_end], daemon=True).start()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
