"""Whether this system has Landlock, by which processes of Linux give up files and networks."""

import ctypes
import sys

import pytest


def has_landlock() -> bool:
    return sys.platform == "linux" and ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


LANDLOCK = pytest.mark.skipif(not has_landlock(), reason="this system has no Landlock")
