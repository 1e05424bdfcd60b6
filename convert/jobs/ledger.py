"""The ledger of a build: which posts are there and which were refused; it writes as it goes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from convert import __version__, manifest
from convert.edition import Artifact
from convert.errors import NothingBuilt
from convert.formats import NAMES
from convert.jobs import output
from convert.jobs.orders import Product
from convert.jobs.plan import Plan
from convert.manifest import Manifest, PostEntry, Refusal
from convert.settings import Publication

SECONDS_BETWEEN_SAVES = 5.0
"""A build that is stopped goes on from the manifest that was saved last."""


class Ledger:
    """What `dist/` holds of posts, kept up while they are made."""

    def __init__(
        self, dist: Path, publication: Publication, before: Manifest | None, todo: Plan
    ) -> None:
        self._dist = dist
        self._publication = publication
        self._before = before
        self._on_disk = before
        self._posts = dict(todo.kept)
        self._unread = todo.refused
        self._refused: list[Refusal] = []
        self._saved = time.monotonic()

    def enter(self, product: Product) -> None:
        """Put a post's files in the place of those it had, or note why it was refused."""
        if product.refusal is not None:
            self._refused.append(product.refusal)
        if product.entry is not None:
            old = self._posts.get(product.entry.slug)
            new = self._posts[product.entry.slug] = merged(product.entry, old)
            output.write(self._dist, product.artifacts)
            self._remove(old, keep={file.path for file in new.files})
        if time.monotonic() - self._saved > SECONDS_BETWEEN_SAVES:
            self.save(self.manifest())

    def strike_out(self, slugs: Iterable[str]) -> None:
        """Take out posts whose folders are gone, with their files."""
        for slug in slugs:
            self._remove(self._posts.pop(slug))

    def manifest(self) -> Manifest:
        """What there is now; what posts make together is as it was before."""
        before = self._before
        return Manifest(
            shape=manifest.SHAPE,
            made_by=f"Allways {__version__}",
            publication=self._publication,
            posts=dict(sorted(self._posts.items())),
            refused=tuple(sorted(self._all_refused(), key=lambda refusal: refusal.slug)),
            files=before.files if before is not None else (),
            inputs=before.inputs if before is not None else "",
        )

    def check(self) -> None:
        """Stop where there is nothing to show.

        Raises:
            NothingBuilt: there are posts, and every one was refused.
        """
        refused = self._all_refused()
        if refused and not self._posts:
            reasons = " ".join(map(str, refused))
            raise NothingBuilt(f"no post could be built. {reasons}")

    def save(self, made: Manifest) -> None:
        """Write `made`, the last of all files; nothing where that is what is there."""
        if made == self._on_disk:
            return
        data = manifest.encode(made)
        title = "What is here, with sizes and hashes"
        output.write(self._dist, [Artifact(manifest.NAME, data, "application/json", title)])
        self._on_disk = made
        self._saved = time.monotonic()

    def _all_refused(self) -> list[Refusal]:
        # The plan's list grows while posts are read for their turn.
        return [*self._unread, *self._refused]

    def _remove(self, entry: PostEntry | None, *, keep: Iterable[str] = ()) -> None:
        paths = [file.path for file in entry.files] if entry is not None else []
        output.remove(self._dist, [path for path in paths if path not in keep])


def merged(made: PostEntry, before: PostEntry | None) -> PostEntry:
    """`made`, with what was built and said before in other formats, from the same inputs."""
    if before is None or before.inputs != made.inputs:
        return made
    here = {file.path for file in made.files}
    others = tuple(
        file for file in before.files if file.format not in made.formats and file.path not in here
    )
    names = tuple(name for name in NAMES if name in {*made.formats, *before.formats})
    # What was said may have been of a voice that has spoken since, where everything is made anew.
    is_part = not set(before.formats) <= set(made.formats)
    told = (found for found in before.findings if is_part and found not in made.findings)
    return msgspec.structs.replace(
        made,
        formats=names,
        files=(*made.files, *others),
        voice=made.voice or before.voice,
        findings=(*made.findings, *told),
    )
