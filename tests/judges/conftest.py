"""Press PDFs for the judges, made once in a worker: the sample issue, and one that has photos of every kind."""

from pathlib import Path

import pytest
from press_issue import make_press_issue, press_pdf

SAMPLE = Path(__file__).parent.parent.parent / "issues/2022-10-so-dac-biet"


@pytest.fixture(scope="session", params=["pdfx1a", "pdfx4"])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's press PDF, in each standard."""
    return press_pdf(SAMPLE, tmp_path_factory.mktemp("sample") / f"{request.param}.pdf", request.param)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pages with photos in RGB, CMYK and grey."""
    folder = tmp_path_factory.mktemp("small")
    return press_pdf(make_press_issue(folder / "issue"), folder / "small.pdf")
