"""Listening on a page: the player, the controls that follow along, and the times of each clip.

Without scripts the page keeps a plain player; the controls show themselves when the script runs.
"""

from __future__ import annotations

from convert.edition import Narration
from convert.pages.page import own, values
from convert.pages.words import minutes
from convert.pages.xhtml import Element, element

STYLES = ("listen.css",)
SCRIPTS = ("read-along.js",)

_SPEEDS = (
    ("0.6", "Very slow"),
    ("0.8", "Slow"),
    ("1", "Usual"),
    ("1.25", "Fast"),
    ("1.5", "Faster"),
)


def panel(narration: Narration, *, audio: str, heading: str, lang: str) -> list[Element]:
    """The player and its controls; `audio` is the address of the recording."""
    recording = narration.read_along
    player = element(
        "section",
        element("h2", heading, id="page-listen"),
        element("p", f"About {minutes(recording.duration)}. {narration.voice.credit}"),
        element(
            "audio", controls=True, preload="metadata", src=audio, aria_labelledby="page-listen"
        ),
        element(
            "p",
            "The sound cannot be played here. You can download it: ",
            element("a", "sound file", href=audio),
            ".",
            id="page-no-sound",
            role="status",
            hidden=True,
        ),
        class_="listen",
        aria_labelledby="page-listen",
        **own(lang),
    )
    return [player, _controls(lang)]


def clips(narration: Narration) -> Element:
    """When each sentence starts and ends, for the script that follows along."""
    return values(
        "page-clips",
        [
            (clip.id, round(clip.start, 3), round(clip.end, 3))
            for clip in narration.read_along.clips
        ],
    )


def play_button(identifier: str, words: str) -> Element:
    """A button that speaks one line; shown by the script."""
    return element(
        "button",
        element("span", class_="play-sign", aria_hidden="true"),
        type="button",
        class_="play-line",
        data_clip=identifier,
        aria_label=f"Listen: {_opening(words)}",
        aria_pressed="false",
        hidden=True,
    )


def _opening(words: str) -> str:
    first = words.split()
    return " ".join(first) if len(first) <= 6 else " ".join(first[:5]) + " …"


def _controls(lang: str) -> Element:
    return element(
        "div",
        element(
            "button",
            element("span", "Play", class_="while-still"),
            element("span", "Pause", class_="while-playing"),
            type="button",
            id="page-play",
            class_="main-button",
        ),
        element("button", "Back", type="button", id="page-back", aria_label="Back one sentence"),
        element("button", "Next", type="button", id="page-forward", aria_label="Next sentence"),
        element(
            "label",
            "Speed",
            element(
                "select",
                *(
                    element("option", words, value=value, selected=value == "1")
                    for value, words in _SPEEDS
                ),
                id="page-speed",
            ),
        ),
        element(
            "label",
            element("input", type="checkbox", id="page-stop-each"),
            "Stop after each sentence",
        ),
        class_="controls",
        role="group",
        aria_label="Read along",
        hidden=True,
        **own(lang),
    )
