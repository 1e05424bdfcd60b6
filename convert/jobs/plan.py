"""What a build has to do: which posts are as they were, which are to be made, which are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from convert.errors import AllwaysError, BadArguments
from convert.formats import NAMES
from convert.jobs import output
from convert.jobs.orders import Order, Product, common_inputs, inputs_of
from convert.jobs.running import Done
from convert.manifest import Manifest, PostEntry, Refusal
from convert.source import sources
from convert.source.sources import Shared


class Wanted(Protocol):
    """What a person asked for."""

    @property
    def sources(self) -> Path:
        """The folder with the posts."""

    @property
    def dist(self) -> Path:
        """The folder with the outputs."""

    @property
    def cache(self) -> Path:
        """The folder with the cache."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """The posts, or nothing for all."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats, or nothing for all that the publication has."""

    @property
    def voice(self) -> str:
        """The voice, or nothing for the publication's."""


class Plan(msgspec.Struct, frozen=True):
    """The work to do, and what needs none."""

    slugs: list[str]
    """Posts to build, the largest first, so that no worker begins a long one when others end."""
    kept: Mapping[str, PostEntry]
    """Posts in the manifest that are not to be built, or not yet."""
    refused: list[Refusal]
    gone: list[str]
    """Posts in the manifest whose folder is no longer there."""
    warnings: list[str]
    """What a person must know before anything is done."""
    common: str
    """What `common_inputs` gave: pictures that all posts share can be many, and are hashed once."""


def make(wanted: Wanted, shared: Shared, before: Manifest | None) -> Plan:
    """The plan for `wanted`, given what was built before.

    Raises:
        BadArguments: a post, a format or a voice is not known.
    """
    known = sources.slugs(wanted.sources)
    for name in wanted.formats or shared.publication.formats:
        if name not in NAMES:
            raise BadArguments(
                f"there is no format called {name}.",
                next_step=f"The formats are: {', '.join(NAMES)}.",
            )
    built = before.posts if before is not None else {}
    common = common_inputs(
        shared.publication, shared.files, _voice(wanted, shared), shared.voice_model_digest
    )
    todo: dict[str, int] = {}
    refused: list[Refusal] = []
    for slug in sources.chosen(wanted.sources, wanted.slugs):
        try:
            order = _order(wanted, shared, common, slug)
        except AllwaysError as error:
            refused.append(Refusal(slug, error.message, error.place, error.next_step))
            continue
        if not _is_built(wanted.dist, order, built.get(slug)):
            todo[slug] = sum(map(len, order.source.files.values()))
    gone = sorted({*built} - {*known})
    warnings = sources.without_post(wanted.sources, known)
    if todo:
        warnings += _warnings(wanted, shared)
    largest_first = sorted(todo, key=lambda slug: -todo[slug])
    return Plan(largest_first, built, refused, gone, warnings, common)


def orders(wanted: Wanted, shared: Shared, plan: Plan) -> Iterator[Order]:
    """What to do for each post of `plan`, read when it is its turn: all posts may not fit in memory.

    One that can no longer be read is added to what `plan` refuses.
    """
    for slug in plan.slugs:
        try:
            yield _order(wanted, shared, plan.common, slug)
        except AllwaysError as error:
            plan.refused.append(Refusal(slug, error.message, error.place, error.next_step))


def product(done: Done[Order, Product]) -> Product:
    """What came of an order: a product, or a refusal in the place of the error.

    Raises:
        BaseException: an error that is neither a person's to put right nor a crash of a worker.
    """
    if done.error is None:
        return done.result
    slug = done.task.source.slug
    if isinstance(done.error, AllwaysError):
        error = done.error
        return Product(None, refusal=Refusal(slug, error.message, error.place, error.next_step))
    if isinstance(done.error, Exception):
        kind = type(done.error).__name__
        message = f"something went wrong in Allways itself ({kind}: {done.error})."
        return Product(None, refusal=Refusal(slug, message))
    raise done.error


def _warnings(wanted: Wanted, shared: Shared) -> list[str]:
    """What the voice that will speak says of itself first.

    Raises:
        BadArguments: it is not known.
    """
    # Loaded only where there is something to do; what was built before had a voice that is known.
    from convert.voices import AUTO, VOICES, warning  # noqa: PLC0415

    voice = _voice(wanted, shared)
    if voice.partition(":")[0] not in (AUTO, *VOICES):
        raise BadArguments(
            f"there is no voice called {voice}.",
            next_step=f"Choose {AUTO}, {', '.join(VOICES)}; `allways voices` tells more.",
        )
    said = warning(voice)
    return [said] if said and _is_spoken(_formats(wanted, shared)) else []


def _is_spoken(names: Sequence[str]) -> bool:
    # Formats and what speaks are for workers; here they would only delay them.
    from convert.jobs.production import is_spoken  # noqa: PLC0415

    return is_spoken(names)


def _voice(wanted: Wanted, shared: Shared) -> str:
    return wanted.voice or shared.publication.voice


def _formats(wanted: Wanted, shared: Shared) -> tuple[str, ...]:
    return wanted.formats or shared.publication.formats or NAMES


def _order(wanted: Wanted, shared: Shared, common: str, slug: str) -> Order:
    source = sources.post(wanted.sources, slug)
    return Order(
        source=source,
        publication=shared.publication,
        shared=shared.files,
        formats=_formats(wanted, shared),
        voice=_voice(wanted, shared),
        voice_model=shared.voice_model,
        voice_model_digest=shared.voice_model_digest,
        cache=str(wanted.cache),
        inputs=inputs_of(source, common),
    )


def _is_built(dist: Path, order: Order, entry: PostEntry | None) -> bool:
    return (
        entry is not None
        and entry.inputs == order.inputs
        and set(order.formats) <= set(entry.formats)
        and output.is_whole(dist, entry.files)
    )
