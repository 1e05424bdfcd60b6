"""What every test file shares: Hypothesis's profiles, and the post with everything in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from convert.source import reader
from convert.source.reader import Post
from tests.tools import PROJECT

# Other programs may be using the processor, so no test fails for being slow once.
settings.register_profile(
    "default",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder that holds the whole project."""
    return PROJECT


@pytest.fixture(scope="session")
def kitchen_sink() -> Post:
    """A post with every block, inline and oddity that the reader knows, read once."""
    folder = PROJECT / "tests" / "kitchen_sink"
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return reader.read("kitchen-sink", files)
