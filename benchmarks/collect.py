"""Time `newsletter collect` on an inbox of mixed submissions.

    python benchmarks/collect.py [--submissions 100] [--rounds 3] [--work DIR]

The inbox of the tests (Word, OpenDocument, RTF, HTML, Markdown, text of three encodings, mails, archives, photos of 2 to 4
megapixels; tests/inbox.py) is made as often as it takes, each time with other words. Whole processes are timed, Python's
start included; a round begins with an issue that has no articles yet, and is followed by one in which nothing is new. Told
are the median of the rounds, by the clock and by the processor (of all processes: documents are read side by side), and the
largest process.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from inbox import make_inbox, make_issue  # noqa: E402


def main() -> None:
    options = _options()
    work = Path(options.work or tempfile.mkdtemp(prefix="newsletter-collect-")).resolve()
    inbox = filled(work / "inbox", options.submissions)
    rounds = [_collect(work, inbox) for _ in range(options.rounds)]
    wall, processor, again, found = zip(*rounds, strict=True)
    sums = found[0]["sums"]
    print(f"{sums['submissions']} submissions, {sums['files']} files and {sums['members']} in them: {sums['states']}")
    print(f"wall {statistics.median(wall):.1f} s, CPU {statistics.median(processor):.1f} s")
    print(f"once more {statistics.median(again):.1f} s")
    print(f"largest process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


def filled(folder: Path, submissions: int) -> Path:
    """An inbox of at least so many submissions."""
    shutil.rmtree(folder, ignore_errors=True)
    copy = 0
    while sum(1 for _ in folder.glob("*/*")) < submissions:
        copy += 1
        make_inbox(folder / f"dot-{copy}", copy)
    return folder


def _collect(work: Path, inbox: Path) -> tuple[float, float, float, dict[str, dict[str, object]]]:
    """Seconds by the clock and of the processor, those of a second run, and what the first one told."""
    shutil.rmtree(work / "issue", ignore_errors=True)
    make_issue(work / "issue")
    begun, before = time.perf_counter(), os.times()
    told = _run("collect", *map(str, sorted(inbox.iterdir())), "--issue", str(work / "issue"), "--json")
    wall, after = time.perf_counter() - begun, os.times()
    children = after.children_user + after.children_system - before.children_user - before.children_system
    begun = time.perf_counter()
    _run("collect", *map(str, sorted(inbox.iterdir())), "--issue", str(work / "issue"), "--json")
    return wall, children, time.perf_counter() - begun, json.loads(told)


def _run(*words: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *words], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1, 3):  # some of the files are of no use, as always
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time an inbox that becomes articles.")
    parser.add_argument("--submissions", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", help="folder for inbox and issue (default: a new temporary one)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
