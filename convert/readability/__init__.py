"""Readability: which posts, sentences and words are hard, why, and what to do about it."""
