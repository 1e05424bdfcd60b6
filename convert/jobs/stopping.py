"""Being asked to stop, by Ctrl+C or by the system, and being sure to hear it.

The signal raises `KeyboardInterrupt` wherever the program happens to be. Some libraries swallow
every exception there, so it is asked about again between two pieces of work, and that Python could
not hand the exception on is nothing to tell anybody.
"""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType
from typing import NoReturn

_asked = threading.Event()


def listen() -> None:
    """Take the system's wish to end like Ctrl+C; one that is ignored here stays ignored."""
    for wish in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(wish) is not signal.SIG_IGN:
            signal.signal(wish, _stop)
    sys.unraisablehook = _told


def stop_if_asked() -> None:
    """Stop now where somebody asked before and was not heard.

    Raises:
        KeyboardInterrupt: somebody did.
    """
    if asked():
        raise KeyboardInterrupt


def asked() -> bool:
    """Whether somebody asked; an error after that is most often the wish in a library's words."""
    return _asked.is_set()


def _told(lost: sys.UnraisableHookArgs) -> None:
    """Tell of an exception that could not be raised, unless it is a wish to stop."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    _asked.set()
    raise KeyboardInterrupt
