"""Proofs that come back: what reviewers marked in them, tied to the words of the articles, as one list."""
