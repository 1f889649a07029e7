"""Fonts: files become faces, text becomes glyphs."""
