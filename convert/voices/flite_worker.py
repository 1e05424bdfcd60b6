"""The Flite end of `worker.py`: `flite_worker.py WASM COMPILED VOICE STRETCH`.

Flite runs as WebAssembly: it sees its arguments and one empty folder, nothing else. Every
sentence has a fresh instance, so the same words give the same bytes. `COMPILED` is where the
machine code is kept between runs, or empty to compile every time.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import io
import platform
import signal
import sys
import tempfile
import wave
from pathlib import Path
from typing import IO

import wasmtime

COMPILER = "2"
"""Raised when the way of compiling changes, so that what was kept is not used."""


DIGEST_BYTES = 32
OUTPUT = "speech.wav"


def compiled(engine: wasmtime.Engine, wasm: Path, kept_in: Path | None) -> wasmtime.Module:
    """The module, from machine code kept earlier where it is whole and fits this machine."""
    code = wasm.read_bytes()
    if kept_in is None:
        return wasmtime.Module(engine, code)
    what = (
        hashlib.sha256(code).hexdigest(),
        importlib.metadata.version("wasmtime"),
        platform.platform(),
        COMPILER,
    )
    kept = kept_in / f"{hashlib.sha256(repr(what).encode()).hexdigest()}.cwasm"
    if machine_code := _read_whole(kept):
        # Another machine may share the folder: then the code is refused, and made again.
        with contextlib.suppress(wasmtime.WasmtimeError):
            return wasmtime.Module.deserialize(engine, machine_code)
    module = wasmtime.Module(engine, code)
    _write_whole(kept, bytes(module.serialize()))
    return module


class Flite:
    """The engine with its voice, ready to speak."""

    def __init__(self, module: wasmtime.Module, engine: wasmtime.Engine, *options: str) -> None:
        self._module = module
        self._engine = engine
        self._options = options
        self._linker = wasmtime.Linker(engine)
        self._linker.define_wasi()

    def say(self, text: str, folder: Path) -> tuple[int, bytes]:
        """The sample rate and the samples of `text`, by way of a file in `folder`.

        Raises:
            OSError: the engine ended without speech.
        """
        store = wasmtime.Store(self._engine)
        wasi = wasmtime.WasiConfig()
        wasi.argv = ["flite", *self._options, "-t", text, "-o", f"/out/{OUTPUT}"]
        wasi.preopen_dir(str(folder), "/out")
        store.set_wasi(wasi)
        start = self._linker.instantiate(store, self._module).exports(store)["_start"]
        assert isinstance(start, wasmtime.Func)
        try:
            start(store)
        except wasmtime.ExitTrap as ended:
            if ended.code != 0:
                raise OSError(f"it ended with status {ended.code}") from ended
        except wasmtime.Trap as trap:
            raise OSError(f"it failed: {trap.message}") from trap
        return _samples(folder / OUTPUT)


def serve(arguments: list[str], texts: IO[bytes], sounds: IO[bytes]) -> None:
    """Answer texts until there are no more."""
    wasm, kept_in, voice, stretch = arguments
    engine = wasmtime.Engine()
    module = compiled(engine, Path(wasm), Path(kept_in) if kept_in else None)
    flite = Flite(module, engine, "-voice", voice, "--setf", f"duration_stretch={stretch}")
    with tempfile.TemporaryDirectory(prefix="allways-flite-") as folder:
        while length := texts.read(4):
            text = texts.read(int.from_bytes(length, "big")).decode()
            try:
                rate, data = flite.say(text, Path(folder))
            except OSError as error:
                rate, data = 0, str(error).encode()
            sounds.write(rate.to_bytes(4, "big") + len(data).to_bytes(4, "big") + data)
            sounds.flush()


def _samples(path: Path) -> tuple[int, bytes]:
    data = path.read_bytes()
    path.unlink()
    with wave.open(io.BytesIO(data)) as file:
        return file.getframerate(), file.readframes(file.getnframes())


def _read_whole(path: Path) -> bytes:
    """What was kept, or nothing where it is missing or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    digest, content = data[:DIGEST_BYTES], data[DIGEST_BYTES:]
    return content if hashlib.sha256(content).digest() == digest else b""


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(hashlib.sha256(content).digest() + content)
    Path(file.name).replace(path)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # its folder is taken away all the same
    serve(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
