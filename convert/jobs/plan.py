"""What a build has to do: which posts are as they were, which are to be made, which are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from convert.errors import AllwaysError, BadArguments
from convert.formats import NAMES
from convert.jobs import output
from convert.jobs.orders import Order, Product, common_inputs, inputs_of
from convert.jobs.running import Done
from convert.manifest import Manifest, PostEntry, Refusal
from convert.source import sources
from convert.source.sources import Shared


class Request(msgspec.Struct, frozen=True):
    """What is to be built, from where to where, and how."""

    sources: Path
    dist: Path
    cache: Path
    slugs: tuple[str, ...] = ()
    """Posts to build; all of them where this is empty."""
    formats: tuple[str, ...] = ()
    """Formats to build; those of the publication where this is empty."""
    voice: str = ""
    """The voice that reads aloud; the publication's where this is empty."""


class Plan(msgspec.Struct, frozen=True):
    """The work to do, and what needs none."""

    slugs: list[str]
    """Posts to build, most words first, so that no worker begins a long one when others end."""
    kept: Mapping[str, PostEntry]
    """Posts in the manifest that are not to be built, or not yet."""
    refused: list[Refusal]
    gone: list[str]
    """Posts in the manifest whose folder is no longer there."""
    warnings: list[str]
    """What a person must know before anything is done."""
    common: str
    """What `common_inputs` gave: pictures that all posts share can be many, and are hashed once."""


def make(request: Request, shared: Shared, before: Manifest | None) -> Plan:
    """The plan for `request`, given what was built before.

    Raises:
        BadArguments: a post, a format or a voice is not known.
    """
    known = sources.slugs(request.sources)
    for name in request.formats or shared.publication.formats:
        if name not in NAMES:
            raise BadArguments(
                f"there is no format called {name}.",
                next_step=f"The formats are: {', '.join(NAMES)}.",
            )
    built = before.posts if before is not None else {}
    common = common_inputs(
        shared.publication, shared.files, _voice(request, shared), shared.voice_model_digest
    )
    todo: dict[str, int] = {}
    refused: list[Refusal] = []
    for slug in sources.chosen(request.sources, request.slugs):
        try:
            order = _order(request, shared, common, slug)
        except AllwaysError as error:
            refused.append(_refusal(slug, error))
            continue
        if not _is_built(request.dist, order, built.get(slug)):
            todo[slug] = order.source.written
    gone = sorted({*built} - {*known})
    warnings = sources.without_post(request.sources, known)
    if todo:
        warnings += _warnings(request, shared)
    most_words_first = sorted(todo, key=lambda slug: -todo[slug])
    return Plan(most_words_first, built, refused, gone, warnings, common)


def orders(request: Request, shared: Shared, plan: Plan) -> Iterator[Order]:
    """What to do for each post of `plan`, read when it is its turn: all posts may not fit in memory.

    One that can no longer be read is added to what `plan` refuses.
    """
    for slug in plan.slugs:
        try:
            yield _order(request, shared, plan.common, slug)
        except AllwaysError as error:
            plan.refused.append(_refusal(slug, error))


def product(done: Done[Order, Product]) -> Product:
    """What came of an order: a product, or a refusal in the place of the error.

    Raises:
        BaseException: an error that is neither a person's to put right nor a crash of a worker.
    """
    if done.error is None:
        return done.result
    slug = done.task.source.slug
    if isinstance(done.error, AllwaysError):
        return Product(None, refusal=_refusal(slug, done.error))
    if isinstance(done.error, Exception):
        kind = type(done.error).__name__
        message = f"something went wrong in Allways itself ({kind}: {done.error})."
        return Product(None, refusal=Refusal(slug, message))
    raise done.error


def _refusal(slug: str, error: AllwaysError) -> Refusal:
    return Refusal(slug, error.message, error.place, error.next_step)


def _warnings(request: Request, shared: Shared) -> list[str]:
    """What the voice that will speak says of itself first.

    Raises:
        BadArguments: it is not known.
    """
    # Loaded only where there is something to do; what was built before had a voice that is known.
    from convert.voices import AUTO, VOICES, warning  # noqa: PLC0415

    voice = _voice(request, shared)
    if voice.partition(":")[0] not in (AUTO, *VOICES):
        raise BadArguments(
            f"there is no voice called {voice}.",
            next_step=f"Choose {AUTO}, {', '.join(VOICES)}; `allways voices` tells more.",
        )
    said = warning(voice)
    return [said] if said and _is_spoken(_formats(request, shared)) else []


def _is_spoken(names: Sequence[str]) -> bool:
    # Formats and what speaks are for workers; here they would only delay them.
    from convert.jobs.production import is_spoken  # noqa: PLC0415

    return is_spoken(names)


def _voice(request: Request, shared: Shared) -> str:
    return request.voice or shared.publication.voice


def _formats(request: Request, shared: Shared) -> tuple[str, ...]:
    return request.formats or shared.publication.formats or NAMES


def _order(request: Request, shared: Shared, common: str, slug: str) -> Order:
    source = sources.post(request.sources, slug)
    return Order(
        source=source,
        publication=shared.publication,
        shared=shared.files,
        formats=_formats(request, shared),
        voice=_voice(request, shared),
        voice_model=shared.voice_model,
        voice_model_digest=shared.voice_model_digest,
        cache=str(request.cache),
        inputs=inputs_of(source, common),
    )


def _is_built(dist: Path, order: Order, entry: PostEntry | None) -> bool:
    return (
        entry is not None
        and entry.inputs == order.inputs
        and set(order.formats) <= set(entry.formats)
        and not entry.may_be_mended
        and output.is_whole(dist, entry.files)
    )
