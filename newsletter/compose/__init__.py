"""Composition: values in, pages out. Nothing here reads a file, a clock or a font from disk."""

from newsletter.compose.edition import compose
from newsletter.compose.ledger import Ledger

__all__ = ["Ledger", "compose"]
