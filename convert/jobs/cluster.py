"""The workers of a dask cluster, on other machines, behind the same `Executor` as everything else.

Tasks carry bytes and nothing is shared: not the disk, not the cache, not a person's voice file. A
task whose worker dies is given to another. Whoever reaches the scheduler can run what they like
on every worker, so it belongs in a private network or behind TLS; see CLUSTER.md.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from convert import voices
from convert.errors import MissingTool, RefusedPost
from convert.jobs import orders
from convert.jobs.orders import Order
from convert.jobs.pool import Pool
from convert.speech.voice import VoiceSettings

Result = TypeVar("Result")

SECONDS_TO_CONNECT = 20
SECONDS_FOR_A_WORKER = 30
FILES_BESIDE_A_MODEL = ("", ".json")


class WrongWorker(MissingTool):
    """A worker has another Allways, or other pictures and fonts, than the machine that plans."""


class Kit(msgspec.Struct, frozen=True):
    """What every worker needs besides its task, sent once: who plans, and the voice file."""

    program: str
    model_name: str = ""
    model: tuple[bytes, ...] = ()


def workers(address: str) -> Pool:
    """All workers of the cluster whose scheduler listens at `address`.

    Raises:
        MissingTool: the package is not installed, or there is no cluster, or nobody works in it.
    """
    try:
        import distributed  # noqa: PLC0415  an optional extra
    except ImportError as error:
        raise MissingTool(
            "building on a cluster needs the package distributed.",
            next_step='Install it with: pip install "allways[cluster]"',
        ) from error
    _be_quiet()
    try:
        client = distributed.Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise MissingTool(
            f"there is no cluster at {address}.",
            next_step="Start one with `dask scheduler`; CLUSTER.md says how.",
        ) from error
    try:
        client.wait_for_workers(1, timeout=SECONDS_FOR_A_WORKER)
    except TimeoutError as error:
        client.close()
        raise MissingTool(
            f"the cluster at {address} has no workers.",
            next_step=f"Start some with: dask worker {address} --nthreads 1",
        ) from error
    return Pool(sum(client.nthreads().values()), lambda: _connected(client))


@contextlib.contextmanager
def _connected(client: Any) -> Iterator[Executor]:
    with client:
        yield Cluster(client)


def _be_quiet() -> None:
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    # A post with its pictures is larger than what dask thinks a task should be.
    warnings.filterwarnings("ignore", message="Sending large graph")


class Cluster(Executor):
    """An executor that gives each order to some worker, with what that worker lacks."""

    def __init__(self, client: Any) -> None:
        self._executor = client.get_executor(pure=False)
        self._client = client
        self._kits: dict[str, Any] = {}

    def submit(
        self, function: Callable[..., Result], /, *arguments: Any, **named: Any
    ) -> Future[Result]:
        """Have `function` called with one order on some worker."""
        (order,) = arguments
        assert isinstance(order, Order)
        assert not named
        kit = self._kit(order.voice_model)
        future: Future[Result] = self._executor.submit(at_worker, function, settled(order), kit)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  the standard library's signature
        """Let go of the cluster; it goes on without us."""
        self._executor.shutdown(wait=wait and not cancel_futures)

    def _kit(self, model: str) -> Any:
        """The kit with this voice file, on every worker: sent once for all orders."""
        if model not in self._kits:
            made = _kit(model)
            self._kits[model] = self._client.scatter(made, broadcast=True, hash=False)
        return self._kits[model]


def _kit(model: str) -> Kit:
    if not model:
        return Kit(orders.program())
    beside = (Path(f"{model}{suffix}") for suffix in FILES_BESIDE_A_MODEL)
    return Kit(orders.program(), Path(model).name, tuple(path.read_bytes() for path in beside))


def settled(order: Order) -> Order:
    """`order` with nothing left that depends on where it is carried out."""
    model = Path(order.voice_model) if order.voice_model else None
    voice = voices.settled(order.voice, VoiceSettings(piper_model=model))
    return msgspec.structs.replace(order, voice=voice, voice_model="", cache="")


# ---------------------------------------------------------------- at the worker


def at_worker(function: Callable[[Order], Result], order: Order, kit: Kit) -> Result:
    """`function` of `order`, with this worker's own folder for its cache and its voice file.

    Raises:
        WrongWorker: this worker would give other bytes than the machine that plans.
    """
    import distributed  # noqa: PLC0415  always there where this runs

    worker = distributed.get_worker()
    if orders.program() != kit.program:
        raise WrongWorker(
            f"the worker at {worker.address} has another Allways.",
            next_step="Install the same version everywhere, with its pictures and fonts.",
        )
    folder = Path(worker.local_directory).parent / "allways-cache"
    model = _put(folder, kit) if kit.model else ""
    return function(msgspec.structs.replace(order, cache=str(folder), voice_model=model))


def _put(folder: Path, kit: Kit) -> str:
    """Where the voice file is now; it is written once for each worker's machine."""
    digest = hashlib.sha256(kit.model[0]).hexdigest()
    place = folder / "models" / digest[:16] / kit.model_name
    place.parent.mkdir(parents=True, exist_ok=True)
    for suffix, data in reversed(list(zip(FILES_BESIDE_A_MODEL, kit.model, strict=True))):
        path = Path(f"{place}{suffix}")
        if path.is_file() and path.stat().st_size == len(data):
            continue
        new = path.with_name(f"{path.name}.new")
        try:
            new.write_bytes(data)
            new.replace(path)
        except OSError as error:
            raise RefusedPost(
                f"a worker cannot keep the voice file: {error.strerror}.",
                next_step="Make room on its disk.",
            ) from error
    return str(place)
