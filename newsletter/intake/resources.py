"""Where the data that come with the program stand: in a checkout at its top, once installed inside the package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def builtin(kind: str) -> Path:
    """The folder of ``layouts``, ``fonts`` or ``issues`` (pyproject.toml says which reach the wheel)."""
    installed = _PACKAGE / "data" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind
