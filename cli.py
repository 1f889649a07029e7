"""Starts the program from a checkout: ``python cli.py VERB …`` is ``newsletter VERB …``."""

from newsletter.commands import main

if __name__ == "__main__":
    main(prog_name="newsletter")
