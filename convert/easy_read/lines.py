"""Checks on Easy Read lines."""
