"""Old and odd documents by way of LibreOffice, an optional program: what it makes of them is read like any other file.

It runs outside ``apart`` (whose children may start no program) with a profile, a home and a folder of its own, and no way
to the network; all its processes end with it.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from newsletter.problems import Outcome, error

SECONDS: Final = 60.0
MOST: Final = 256 << 20
"""Bytes of a converted document that are taken."""
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SUFFIXES: Final = ((b"PK", ".sxw"), (b"\xd0\xcf", ".doc"))
"""By the beginning of the content; the rest is XML, which LibreOffice tells apart by itself."""
_DEAD: Final = "127.0.0.1:9"
"""A proxy that answers nobody (RFC 863)."""


_ENCLOSED: Final = (
    "import os, sys; sys.path.insert(0, sys.argv[1]); from newsletter.confined import enclose; "
    "enclose(sys.argv[2], os.path.realpath(sys.argv[3])); os.execv(sys.argv[3], sys.argv[3:])"
)
"""Gives up what the program has no business with, and becomes it."""


def program() -> str:
    """Where LibreOffice stands on this machine; "" where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def as_docx(content: bytes, name: str) -> Outcome[bytes]:
    """The document as .docx; ``name`` is for problems alone."""
    command = program()
    if not command:
        return Outcome(None, (error("NL246", file=name),))
    with tempfile.TemporaryDirectory(prefix="newsletter-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        suffix = next((suffix for start, suffix in _SUFFIXES if content.startswith(start)), ".xml")
        source = home / f"document{suffix}"
        source.write_bytes(content)
        in_time = _run(command, source, home)
        _sweep(home / "profile")
        made = home / "made" / "document.docx"
        if not in_time or not made.is_file() or made.stat().st_size > MOST:
            return Outcome(None, (error("NL247", file=name, reason="limit.crash" if in_time else "limit.time"),))
        return Outcome(made.read_bytes())


def _run(command: str, source: Path, home: Path) -> bool:
    """Whether the conversion came to an end in time."""
    process = subprocess.Popen(  # noqa: S603  (a program of this machine; the name of the file is ours)
        [
            sys.executable, "-P", "-c", _ENCLOSED, str(Path(__file__).parents[2]), str(home),
            command, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "made"), str(source),
        ],
        cwd=home,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    proxies = {f"{scheme}_proxy": f"http://{_DEAD}" for scheme in ("http", "https", "ftp")}
    return kept | proxies | {"HOME": str(home), "TMPDIR": str(home), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _sweep(profile: Path) -> None:
    """The socket by which two LibreOffices of one profile would find each other stays behind where one was killed."""
    stored = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    for socket in Path("/tmp").glob(f"OSL_PIPE_*_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in stored)}"):  # noqa: S108
        with contextlib.suppress(OSError):
            socket.unlink()


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process and all that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
