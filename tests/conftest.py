"""What holds for every test: nobody goes to the network. (Helpers beside it are found through pytest's pythonpath.)"""

import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

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
