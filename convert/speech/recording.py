"""A document spoken: one recording to listen to, one to read along with.

Both are made of the same sentences, each spoken and encoded once; they differ in announcements.

    with closing(voices.choose(choice, VoiceSettings.at(pace))) as speaker:
        voicing = Voicing(speaker, said_in(document.lang, lexicon), cache)
        told = narrate(document, Brief(publication, pace), voicing, places=post.places)

`told` is a `Narration`, or else findings that say what could not be spoken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import msgspec

from convert.document import Document, Sentence, SentenceId
from convert.edition import Chapter, Clip, Narration, Recording
from convert.errors import VoiceFailed, VoiceStopped
from convert.files.cache import Cache
from convert.findings import NO_VOICE, UNSPEAKABLE, VOICE_STOPPED, Finding, Level, Place
from convert.languages import primary
from convert.speech import loudness
from convert.speech.clips import Clips
from convert.speech.lexicon import Lexicon
from convert.speech.mp3 import FRAME, SAMPLE_RATE, Take
from convert.speech.narration import Brief, Kind, Line, Pauses, pauses, read_along, script
from convert.speech.spoken import spoken, unspeakable, words
from convert.speech.voice import Speaker

FRAMES_A_SECOND = SAMPLE_RATE / FRAME
_RING_OUT = 3
"""Frames of quiet at the end of every encoded sentence; they count towards the pause after it."""


class Voicing(msgspec.Struct, frozen=True):
    """What it takes to speak."""

    speaker: Speaker
    words: Callable[[str], str]
    """What is said for a text: "3 pm" as "three p m"; `VoiceFailed` where it cannot be said."""
    cache: Cache


def said_in(lang: str, lexicon: Lexicon) -> Callable[[str], str]:
    """What is said for a text in `lang`, names as `lexicon` says them; for `Voicing.words`."""

    def say(text: str) -> str:
        tokens = spoken(text, lang, lexicon)
        reason = unspeakable(tokens)
        if reason:
            raise VoiceFailed(reason)
        return words(tokens)

    return say


def narrate(
    document: Document,
    brief: Brief,
    voicing: Voicing,
    *,
    places: Mapping[SentenceId, Place],
    around: Sequence[Sentence] = (),
) -> Narration | tuple[Finding, ...]:
    """`document` spoken, or else a finding for every sentence that the voice cannot say.

    Every sentence of `document` is then in both recordings; one that cannot be said withholds
    them, since silence is never passed off as speech. `around` is what an e-book says in words of
    its own; lines of it that cannot be said are left out. Errors other than `VoiceFailed` pass
    through.
    """
    voice = voicing.speaker.name
    if primary(voice.lang) != primary(document.lang):
        return (_no_voice(document, voice.lang),)
    takes = _Takes(voicing)
    draft = script(document, brief)
    problems = takes.problems(draft, places)
    lines = draft if problems else script(document, brief, length=takes.seconds(draft))
    problems = problems or takes.problems(lines, places)
    if problems:
        return problems
    own = read_along(lines, document)
    gain = loudness.gain(takes.loudness(own))
    silences = pauses(brief.pace)
    extra = _around(around, silences, takes)
    return Narration(
        voice=voice,
        listen=takes.recorded(lines, gain=gain, end=silences.end),
        read_along=takes.recorded(own, gain=gain, end=silences.end),
        around=takes.recorded(extra, gain=gain, end=silences.end) if extra else None,
    )


def _around(sentences: Sequence[Sentence], silences: Pauses, takes: _Takes) -> tuple[Line, ...]:
    lines = (
        Line(sentence.id, Kind.ANNOUNCEMENT, sentence.text, silences.sentence, "")
        for sentence in sentences
    )
    said = [line for line in lines if not takes.problems((line,), {})]
    return tuple(msgspec.structs.replace(line, part=said[0].id) for line in said)


class _Takes:
    """Lines as this voice says them."""

    def __init__(self, voicing: Voicing) -> None:
        self._clips = Clips(voicing.speaker, voicing.cache)
        self._to_words = voicing.words
        self._words: dict[str, str] = {}
        self._levels: dict[str, bytes] = {}
        self._encoded: dict[tuple[str, float], bytes] = {}

    def problems(
        self, lines: tuple[Line, ...], places: Mapping[SentenceId, Place]
    ) -> tuple[Finding, ...]:
        """A finding for every line that cannot be said; all others have been spoken and measured."""
        found = []
        for line in lines:
            try:
                self._measure(line.text)
            except VoiceFailed as failure:
                found.append(_unspeakable(line, failure, places))
        return tuple(found)

    def seconds(self, lines: tuple[Line, ...]) -> float:
        """About how long `lines` last."""
        return sum(line.pause + self._measured_seconds(line) for line in lines)

    def loudness(self, lines: tuple[Line, ...]) -> float:
        """LUFS of `lines` one after another, as the voice gave them."""

        def levels() -> Iterator[bytes]:
            for line in lines:
                yield loudness.silence(line.pause)
                yield self._levels[line.text]

        return loudness.loudness(levels())

    def recorded(self, lines: tuple[Line, ...], *, gain: float, end: float) -> Recording:
        """`lines` in one file, with `end` seconds of silence after them."""
        takes: list[Take] = []
        edges = [0]
        length = 0
        for line in lines:
            silence = max(_frames(line.pause) - (_RING_OUT if takes else 0), 1)
            if takes:
                # In the middle of the pause: players that pass over the encoder's delay start
                # every clip 50 ms early, and nobody hears it.
                edges.append(length + (silence - _RING_OUT) // 2)
            take = Take(silence, self._granules(line.text, gain))
            takes.append(take)
            length += take.frames
        takes.append(Take(_frames(end), b""))
        edges.append(length + takes[-1].frames)
        times = [edge / FRAMES_A_SECOND for edge in edges]
        clips = tuple(
            Clip(line.id, line.text, start, stop)
            for line, (start, stop) in zip(lines, pairwise(times), strict=True)
        )
        return Recording(
            takes=tuple(takes),
            duration=times[-1],
            sample_rate=SAMPLE_RATE,
            clips=clips,
            chapters=_chapters(lines, clips),
        )

    def _granules(self, text: str, gain: float) -> bytes:
        """The sound of `text`, of which both recordings hold one copy."""
        if (text, gain) not in self._encoded:
            granules = self._clips.granules(self._words[text], gain=gain)
            self._encoded[text, gain] = granules
        return self._encoded[text, gain]

    def _measure(self, text: str) -> None:
        if text in self._levels:
            return
        words = self._to_words(text)
        if not words.strip():
            raise VoiceFailed("there are no words here that a voice can say.")
        levels = self._clips.levels(words)
        if not levels:
            raise VoiceFailed("the voice gave silence.")
        self._words[text] = words
        self._levels[text] = levels

    def _measured_seconds(self, line: Line) -> float:
        return loudness.seconds(self._levels[line.text])


def _frames(seconds: float) -> int:
    return round(seconds * FRAMES_A_SECOND)


def _chapters(lines: tuple[Line, ...], clips: tuple[Clip, ...]) -> tuple[Chapter, ...]:
    titles = {line.id: line.text for line in lines}
    parts = groupby(zip(lines, clips, strict=True), key=lambda pair: pair[0].part)
    chapters = []
    for part, group in parts:
        inside = [clip for _, clip in group]
        chapters.append(Chapter(titles[part], inside[0].start, inside[-1].end, part))
    return tuple(chapters)


def _no_voice(document: Document, voice: str) -> Finding:
    return Finding(
        code=NO_VOICE,
        level=Level.WARNING,
        message=f"The post is in {document.lang} and the voice speaks {voice}: there is no audio.",
        place=Place(document.slug),
        next_step="Choose a voice that speaks the language of the post.",
    )


def _unspeakable(line: Line, failure: VoiceFailed, places: Mapping[SentenceId, Place]) -> Finding:
    own = line.kind is Kind.SENTENCE
    name = SentenceId(line.id)
    return Finding(
        code=VOICE_STOPPED if isinstance(failure, VoiceStopped) else UNSPEAKABLE,
        level=Level.ERROR,
        message=f"This cannot be read aloud, so there is no audio: {failure.message}",
        place=places.get(name, Place("")) if own else Place(""),
        sentence=name if own else None,
        quote=line.text,
        next_step=failure.next_step or "Write it in words, or try another voice.",
    )
