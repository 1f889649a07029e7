"""Reads any PDF within bounds, ours or not, as plain values; hostile until proven otherwise. Judges nothing."""
