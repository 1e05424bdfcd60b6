"""Ideas of `easy-read.md` whose sentences the post no longer has as they were."""

from __future__ import annotations

from collections.abc import Iterator

from convert.document import Document
from convert.findings import Finding, Level, Place
from convert.plain.easy_read.layer import Layer
from convert.plain.easy_read.layer_reading import parse
from convert.traversal import readings

CODE = "stale-easy-read"


def findings(document: Document, layer: bytes | Layer | None, path: str) -> Iterator[Finding]:
    """A finding for each idea whose sentences changed or went; an idea of a person's own has none."""
    if layer is None:
        return
    read = layer if isinstance(layer, Layer) else parse(layer, path=path)
    now = {reading.sentence.fingerprint for reading in readings(document)}
    for part in read.parts:
        gone = [origin for origin in part.origins if origin not in now]
        if not gone:
            continue
        what = "The post no longer says" if len(gone) == len(part.origins) else "The post changed"
        yield Finding(
            code=CODE,
            level=Level.WARNING,
            message=f"{what} what this idea was made from.",
            place=Place(path, part.lines[0].number),
            fingerprint=part.fingerprint,
            quote=part.lines[0].text,
            next_step="Run `allways draft`: it redraws drafts and marks your own words to check.",
        )
