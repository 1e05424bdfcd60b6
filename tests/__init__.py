"""Tests; names are promises."""
