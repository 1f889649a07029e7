"""Work on files that nobody trusts, in a process of its own with limits on time and memory.

The child reaches no network, starts no program, writes no file and reads none but the program's own (``confined``).
Readers and renderers are bounded, but a renderer in C may still crash, and a bound may be missed. So whatever
happens to the child, its caller gets a value: what the work came to, or why it did not come to an end. What the
child sends back is read as plain values and our own NamedTuples, nothing else, so that a child taken over by a file
can send no code."""

import contextlib
import gc
import importlib
import io
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Final, Literal, NamedTuple, cast

SECONDS: Final = 240.0
"""Of the clock: forty times what an issue of 16 pages may take."""
PROCESSOR_SECONDS: Final = 300
"""Of all its threads, where the clock is not watched any more."""
MEMORY: Final = 2 * 1024**3
"""Bytes of address space beside those for the file itself: pdfium maps some hundreds of millions before it works."""
COPIES: Final = 4
"""How many times the file may stand in memory."""
_COLLECT_AFTER: Final = 200_000
"""Objects between two runs of the cycle collector: what is read becomes tuples, in which it finds nothing."""
_NO_MEMORY: Final = 86
"""Exit code of a child whose memory ended."""
_CODE: Final = "import sys; sys.path.insert(0, sys.argv[1]); from newsletter.apart import child; child()"


class Failure(NamedTuple):
    """Why work did not come to an end: it took too long, wanted too much memory, or the process died."""

    why: Literal["time", "memory", "crash"]


def apart(task: str, *values: object, seconds: float = SECONDS, memory: int = MEMORY) -> object:
    """``module:function`` called with these values in a process of its own; its result is of plain values and
    NamedTuples."""
    size = sum(len(value) for value in values if isinstance(value, bytes))
    root = str(Path(__file__).parents[1])
    process = subprocess.Popen(  # noqa: S603  (this interpreter, our own code)
        [sys.executable, "-P", "-c", _CODE, root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        with contextlib.suppress(BrokenPipeError):  # a child that is dead already is told by its exit
            pickle.dump((task, memory + COPIES * size), cast("IO[bytes]", process.stdin))
            pickle.dump(values, cast("IO[bytes]", process.stdin))  # straight into the pipe: the file is not copied here
        answer, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return Failure("time")
    finally:  # an interrupt too leaves no child behind
        process.kill()
        process.communicate()
    return _read(answer, process.returncode)


def _read(answer: bytes, code: int) -> object:
    if code == _NO_MEMORY:
        return Failure("memory")
    if code and code == -getattr(signal, "SIGXCPU", 0):
        return Failure("time")
    if code:
        return Failure("crash")
    pickled = io.BytesIO(answer)
    try:
        value: object = _Plain(pickled).load()
        uncached = _Plain(pickled).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return Failure("crash")
    if uncached:
        _cache(uncached)
    return value


def _cache(folders: object) -> None:
    """Bytecode of libraries that only children import is written here, since they must not: else each would compile them
    anew. ``folders`` are what a child says, so none is touched that is not our own."""
    import compileall  # noqa: PLC0415  (once after an installation)

    from newsletter.confined import own_folders  # noqa: PLC0415

    beneath = tuple(root + os.sep for root in own_folders())
    for folder in folders if isinstance(folders, tuple) else ():
        is_ours = isinstance(folder, str) and f"{os.path.realpath(folder)}{os.sep}".startswith(beneath)
        if is_ours and os.access(folder, os.W_OK):
            compileall.compile_dir(folder, maxlevels=0, quiet=2)


class _Plain(pickle.Unpickler):
    """Reads plain values and NamedTuples of ours."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("newsletter."):
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type) and issubclass(found, tuple) and hasattr(found, "_fields"):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")


def child() -> None:
    """The other end of ``apart``: reads its order on stdin, answers on stdout."""
    from newsletter.confined import confine  # noqa: PLC0415  (the child alone pays for it)

    gc.set_threshold(_COLLECT_AFTER)
    uncached = confine()
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is not the answer
    try:
        _work(sys.stdin.buffer, answer, uncached)
    except MemoryError:
        os._exit(_NO_MEMORY)


def _work(order: IO[bytes], answer: IO[bytes], uncached: set[str]) -> None:
    task, memory = pickle.load(order)  # noqa: S301  (from our own parent)
    _limit(memory)
    values = pickle.load(order)  # noqa: S301
    module, _, function = task.partition(":")
    result = getattr(importlib.import_module(module), function)(*values)
    pickle.dump(result, answer)
    pickle.dump(tuple(sorted(uncached)), answer)
    answer.close()


def _limit(memory: int) -> None:
    """Limits of this process, where the system has them."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, hard))
