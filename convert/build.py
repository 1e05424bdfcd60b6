"""START HERE: what happens to a post, in order, on one screen. The only writer of `dist/`.

    sources/<slug>/ ─► orders ─► production.produce ─► artifacts ─► dist/ ─► manifest ─► publish

A post whose inputs have not changed is not touched. A post that cannot be built is refused by
name, its last good files stay, and all others are built.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from convert import __version__, manifest, publish
from convert.edition import Artifact
from convert.errors import NothingBuilt
from convert.files import output
from convert.files.cache import FolderCache
from convert.jobs import plan
from convert.jobs.orders import Order, Product
from convert.jobs.running import Workers, run
from convert.manifest import Manifest, PostEntry, Refusal
from convert.review import history
from convert.source import sources

CHECKPOINT_SECONDS = 5.0


class Request(msgspec.Struct, frozen=True):
    """What is to be built, from where to where, and how."""

    sources: Path
    dist: Path
    cache: Path
    slugs: tuple[str, ...] = ()
    """Posts to build; all of them where this is empty."""
    formats: tuple[str, ...] = ()
    voice: str = ""


class Step(msgspec.Struct, frozen=True):
    """One post is done: which, how many of how many, and why not where it was refused."""

    slug: str
    done: int
    total: int
    refusal: Refusal | None = None


def build(
    request: Request,
    workers: Callable[[int], Workers],
    tell: Callable[[Step], None],
    warn: Callable[[str], None],
) -> Manifest:
    """Build what has changed; give back the manifest of all that is in `dist/`.

    `workers` gives what to work with, for a number of posts; `tell` hears of each that is done;
    `warn` hears what a person must know before anything is done, such as that words will leave
    this computer.

    Raises:
        BadArguments: there is no such folder, post, format or voice, or a setting is not right.
        NothingBuilt: there are posts, and not one of them could be built.
    """
    shared = sources.shared(request.sources)
    past = history.read(shared.history)
    before = output.load(request.dist)
    todo = plan.make(request, shared, before)
    posts, refused = dict(todo.kept), list(todo.refused)
    for warning in _warnings(todo.orders) if todo.orders else ():
        warn(warning)

    def now() -> Manifest:
        return Manifest(
            shape=manifest.SHAPE,
            made_by=f"Allways {__version__}",
            publication=shared.publication,
            posts=dict(sorted(posts.items())),
            refused=tuple(sorted(refused, key=lambda refusal: refusal.slug)),
            files=before.files if before is not None else (),
            inputs=before.inputs if before is not None else "",
        )

    checkpoint = time.monotonic()
    for number, done in enumerate(run(carry_out, todo.orders, workers(len(todo.orders))), start=1):
        product = done.result if done.error is None else plan.refused(done.task, done.error)
        refusal = product.refusal
        if product.entry is not None:
            old = posts.get(product.entry.slug)
            new = posts[product.entry.slug] = plan.merged(product.entry, old)
            _replace_files(request.dist, product, old, new)
        elif refusal is not None:
            refused.append(refusal)
        tell(Step(done.task.source.slug, number, len(todo.orders), refusal))
        if time.monotonic() - checkpoint > CHECKPOINT_SECONDS:
            _save(request.dist, now())
            checkpoint = time.monotonic()

    for slug in todo.gone:
        output.remove(request.dist, [file.path for file in posts.pop(slug).files])
    if not posts and refused:
        raise NothingBuilt(
            "no post could be built. " + " ".join(str(refusal) for refusal in refused)
        )
    made = publish.everything(now(), request.dist, FolderCache(request.cache), past)
    _save(request.dist, made)
    return made


def carry_out(order: Order) -> Product:
    """Do what `order` asks, in a worker; the trade is loaded only where there is work."""
    from convert.jobs.production import produce  # noqa: PLC0415  a build with nothing to do skips it

    return produce(order)


def _warnings(orders: Sequence[Order]) -> Sequence[str]:
    """What the voices that will speak say of themselves first, each once."""
    from convert.jobs.production import is_spoken  # noqa: PLC0415  as above
    from convert.voices import warning  # noqa: PLC0415  as above

    voices = dict.fromkeys(order.voice for order in orders if is_spoken(order.formats))
    return [said for said in map(warning, voices) if said]


def _replace_files(dist: Path, product: Product, old: PostEntry | None, new: PostEntry) -> None:
    output.write(dist, product.artifacts)
    still = {file.path for file in new.files}
    output.remove(dist, [file.path for file in old.files if file.path not in still] if old else ())


def _save(dist: Path, made: Manifest) -> None:
    data = manifest.encode(made)
    title = "What is here, with sizes and hashes"
    output.write(dist, [Artifact(manifest.NAME, data, "application/json", title)])
