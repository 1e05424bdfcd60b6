"""START HERE: what happens to a post, in order, on one screen.

    sources/<slug>/ ─► orders ─► production.produce ─► artifacts ─► dist/ ─► manifest ─► publish

A post whose inputs have not changed is not touched. A post that cannot be built is refused by
name, its last good files stay, and all others are built.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from convert import publish
from convert.files.cache import FolderCache
from convert.jobs import output, plan
from convert.jobs.ledger import Ledger
from convert.jobs.orders import Order, Product
from convert.jobs.plan import Request
from convert.jobs.running import Workers
from convert.manifest import Manifest, Refusal
from convert.review import history
from convert.source import sources


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
    # What people wrote, what was built before, and so what is to be done.
    shared = sources.shared(request.sources)
    past = history.read(shared.history)
    before = output.load(request.dist)
    todo = plan.make(request, shared, before)
    total = len(todo.slugs)
    for warning in todo.warnings:
        warn(warning)

    # Each post is made by itself; its files go to `dist/` when all of them are there.
    ledger = Ledger(request.dist, shared.publication, before, todo)
    orders = plan.orders(request, shared, todo)
    for number, done in enumerate(workers(total).run(carry_out, orders), start=1):
        product = plan.product(done)
        ledger.enter(product)
        tell(Step(done.task.source.slug, number, total, product.refusal))
    ledger.strike_out(todo.gone)
    ledger.check()

    # What posts make together is made from the manifest: reports, collection, feeds, packs, site.
    made = publish.everything(ledger.manifest(), request.dist, FolderCache(request.cache), past)
    ledger.save(made)
    return made


def carry_out(order: Order) -> Product:
    """Do what `order` asks, in a worker; the trade is loaded only where there is work."""
    from convert.jobs.production import produce  # noqa: PLC0415  a build with nothing to do skips it

    return produce(order)
