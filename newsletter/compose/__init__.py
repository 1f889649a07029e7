"""Composition: values in, pages out. Nothing here reads a file, a clock or a font from disk."""
