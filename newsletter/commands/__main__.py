"""``python -m newsletter.commands``."""

from newsletter.commands import main

main(prog_name="newsletter")
