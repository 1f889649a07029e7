"""The good press files that defects are made of."""

from collections.abc import Mapping

import pytest
from press_issue import make_press_issue, press_pdf


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Two pages of a small issue as press PDF, by standard: one with a photo to the bleed, and the last one."""
    folder = tmp_path_factory.mktemp("good")
    issue = make_press_issue(folder / "issue")
    return {
        standard: press_pdf(issue, folder / f"{standard}.pdf", standard, "2,4").read_bytes()
        for standard in ("pdfx1a", "pdfx4")
    }
