"""Makes the helpers beside it (square_pages …) importable from every test."""
