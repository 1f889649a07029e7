"""Judges any PDF for the press, ours or not: reads it within bounds, interprets what it paints, and changes nothing."""
