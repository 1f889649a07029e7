"""The doorway to reportlab."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(code: str) -> str:
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return said.stdout.strip()


def test_pillow_is_loaded_when_it_is_used_and_not_because_reportlab_asks_for_it() -> None:
    late = run("import sys, newsletter.render.pdf; print('PIL._imaging' in sys.modules)")
    assert late == "False"
    used = run("import newsletter.render.pdf; from PIL import Image; print(Image.new('L', (3, 2)).size)")
    assert used == "(3, 2)"
