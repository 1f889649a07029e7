"""The sample issue as press PDFs, made once for all judges of a worker."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from newsletter.commands import main

ISSUE = Path(__file__).parent.parent.parent / "issues/2022-10-so-dac-biet"


@pytest.fixture(scope="session", params=["pdfx1a", "pdfx4"])
def press_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's press PDF, in each standard."""
    path = tmp_path_factory.mktemp("press") / f"{request.param}.pdf"
    result = CliRunner().invoke(
        main, ["build", str(ISSUE), "--target", "press", "--standard", request.param, "-o", str(path)]
    )
    assert result.exit_code == 0, result.stderr
    return path
