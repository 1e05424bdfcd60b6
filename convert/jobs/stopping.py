"""Being asked to stop, by Ctrl+C or by the system, and being sure to hear it.

The signal raises `KeyboardInterrupt` wherever the program happens to be. Some libraries swallow
every exception there, so it is asked about again between two pieces of work.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import NoReturn

_asked = threading.Event()


def listen() -> None:
    """Take the system's wish to end like Ctrl+C; one that is ignored here stays ignored."""
    for wish in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(wish) is not signal.SIG_IGN:
            signal.signal(wish, _stop)


def stop_if_asked() -> None:
    """Stop now where somebody asked before and was not heard.

    Raises:
        KeyboardInterrupt: somebody did.
    """
    if _asked.is_set():
        raise KeyboardInterrupt


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    _asked.set()
    raise KeyboardInterrupt
