"""Accessibility metadata, computed from what is in the book (EPUB Accessibility 1.1, section 2).

Nothing here is a claim: conformance and certifier appear only where a publication names them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.settings import Publication

# Schema.org accessibility vocabulary: claimed for all our books, for how they are made.
_ALWAYS = ("readingOrder", "displayTransformability", "tableOfContents", "unlocked")


class Facts(msgspec.Struct, frozen=True):
    """What the metadata is computed from."""

    informative_pictures: int
    moving_pictures: int
    """Pictures that may move or flash: nobody looked."""
    sections: int
    """Headings below the titles."""
    roles: int
    """Elements with an ARIA role."""
    sentences: int
    spoken_sentences: int
    unspoken_pieces: int
    """Pieces of text, alternative texts among them, that no sound goes with."""

    @property
    def talks(self) -> bool:
        """Sound goes with every sentence of the posts."""
        return 0 < self.sentences == self.spoken_sentences

    @property
    def complete(self) -> bool:
        """Somebody who only listens misses nothing."""
        return self.talks and not self.unspoken_pieces


class Property(msgspec.Struct, frozen=True):
    """One `meta` element of the package."""

    name: str
    value: str
    refines: str = ""
    id: str = ""


def properties(facts: Facts, publication: Publication) -> Iterator[Property]:
    """The accessibility metadata of a book."""
    yield from (Property("schema:accessMode", mode) for mode in _modes(facts))
    yield from (Property("schema:accessModeSufficient", modes) for modes in _sufficient(facts))
    yield from (Property("schema:accessibilityFeature", name) for name in _features(facts))
    yield from (Property("schema:accessibilityHazard", name) for name in _hazards(facts))
    yield Property("schema:accessibilitySummary", " ".join(_summary(facts)))
    yield from _conformance(publication)


def _modes(facts: Facts) -> Iterator[str]:
    yield "textual"
    if facts.informative_pictures:
        yield "visual"


def _sufficient(facts: Facts) -> Iterator[str]:
    # Every picture that carries meaning has an alternative text: the document allows no other.
    yield "textual"
    if facts.informative_pictures:
        yield "textual,visual"
    if facts.complete:
        yield "auditory"


def _features(facts: Facts) -> Iterator[str]:
    yield from _ALWAYS
    if facts.sections:
        yield "structuralNavigation"
    if facts.informative_pictures:
        yield "alternativeText"
    if facts.talks:
        yield "synchronizedAudioText"
    if facts.roles:
        yield "ARIA"


def _hazards(facts: Facts) -> Iterator[str]:
    if not facts.moving_pictures:
        yield "none"
        return
    yield "unknownFlashingHazard"
    yield "unknownMotionSimulationHazard"
    yield "noSoundHazard"


def _summary(facts: Facts) -> Iterator[str]:
    yield "You can change the size of the words, the letters and the colours."
    if facts.informative_pictures:
        yield "Pictures that carry meaning have a text that says what they show."
    if facts.complete:
        yield "Everything is read aloud by a computer voice, and marked while it is read."
    elif facts.talks:
        yield "The whole text is read aloud by a computer voice, and marked while it is read."
        yield "Some words around the text are not read aloud."
    else:
        yield "There is no recorded sound."
    yield "The last page says how the book was checked."


def _conformance(publication: Publication) -> Iterator[Property]:
    # EPUB Accessibility 1.1, conformance reporting: no claim without the name of who makes it.
    certifier = publication.certifier
    if not publication.conformance or certifier is None:
        return
    yield Property("dcterms:conformsTo", publication.conformance, id="conformance")
    yield Property("a11y:certifiedBy", certifier.name, refines="#conformance", id="certifier")
    if certifier.credential:
        yield Property("a11y:certifierCredential", certifier.credential, refines="#certifier")


def links(publication: Publication) -> Iterator[Property]:
    """Where the certifier's report is; the value is its address."""
    certifier = publication.certifier
    if publication.conformance and certifier is not None and certifier.report:
        yield Property("a11y:certifierReport", certifier.report, refines="#certifier")
