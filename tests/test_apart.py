"""Work in a process of its own ends in a value, whatever becomes of the process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsletter.apart import Failure, apart
from newsletter.pdf.document import Damage

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(os.name != "posix", reason="limits of memory are those of POSIX")


def test_a_result_comes_back_as_it_was() -> None:
    assert apart("operator:add", (1, "a"), (b"b", None)) == (1, "a", b"b", None)
    assert apart("newsletter.pdf.document:Damage", "xref", 3) == Damage("xref", 3)


def test_work_that_takes_too_long_is_ended() -> None:
    began = time.perf_counter()
    assert apart("time:sleep", 60, seconds=0.5) == Failure("time")
    assert time.perf_counter() - began < 10


@POSIX
def test_work_that_wants_too_much_memory_is_ended() -> None:
    assert apart("builtins:bytearray", 1 << 40) == Failure("memory")


@pytest.mark.parametrize(
    ("task", "values"), [("os:abort", ()), ("os:_exit", (3,)), ("builtins:int", ("x",)), ("no.module:x", ())]
)
def test_work_that_dies_is_told(task: str, values: tuple[object, ...]) -> None:
    assert apart(task, *values) == Failure("crash")


def test_what_is_printed_on_the_way_does_not_reach_the_answer() -> None:
    assert apart("builtins:print", "noise") is None


def test_a_child_can_send_no_code() -> None:
    assert apart("functools:partial", os.getcwd) == Failure("crash")
    assert apart("pathlib:PurePath", "x") == Failure("crash")


@POSIX
def test_an_interrupt_ends_the_child_too() -> None:
    code = "from newsletter.apart import apart; apart('time:sleep', 60)"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.DEVNULL)
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    if not children.exists():
        parent.kill()
        parent.wait()
        pytest.skip("no /proc here")
    deadline = time.monotonic() + 20
    while not children.read_text().split() and time.monotonic() < deadline:
        time.sleep(0.02)
    (child,) = children.read_text().split()
    time.sleep(0.2)
    parent.send_signal(signal.SIGINT)
    parent.wait(20)
    assert not Path(f"/proc/{child}").exists()


def test_the_doorway_itself_loads_no_library() -> None:
    code = "import sys, newsletter.apart; print({'pypdf', 'PIL', 'pypdfium2'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
