"""Allways: one post becomes every way people read."""

__version__ = "0.1.0"
