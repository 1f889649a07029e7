"""newsletter: from a folder of articles and photos to finished pages."""

__version__ = "0.1.0"
