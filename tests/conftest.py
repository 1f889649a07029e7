"""What holds for every test: nobody goes to the network. (Helpers beside it are found through pytest's pythonpath.)"""

import socket
from collections.abc import Iterator

import pytest


def _refuse(self: socket.socket, address: object) -> None:
    raise AssertionError(f"a test goes to the network: {address}")


@pytest.fixture(scope="session", autouse=True)
def _offline() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        yield
