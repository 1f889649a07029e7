"""The judges: they say what is wrong and change nothing."""
