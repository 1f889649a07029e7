"""What holds for every test: nobody goes to the network, or takes what an earlier run has kept.

(Helpers beside it are found through pytest's pythonpath.)
"""

import os
import socket
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import settings
from press_issue import make_press_issue, press_pdf

# A busy machine is no fault of the code, so examples may take their time. A judgement on a commit should not depend on
# chance: in CI the examples are always the same, while everybody's own runs go on looking for new ones.
settings.register_profile("own", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "own")


def _refuse(self: socket.socket, address: object) -> None:
    raise AssertionError(f"a test goes to the network: {address}")


@pytest.fixture(scope="session", autouse=True)
def _offline() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Two pages of a small issue as press PDF, by standard: one with a photo to the bleed, and the last one."""
    folder = tmp_path_factory.mktemp("good")
    issue = make_press_issue(folder / "issue")
    return {
        standard: press_pdf(issue, folder / f"{standard}.pdf", standard, "2,4").read_bytes()
        for standard in ("pdfx1a", "pdfx4")
    }
