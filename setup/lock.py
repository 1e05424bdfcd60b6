"""Choose the newest packages that fit together, and pin every one of them.

usage: python -m setup.lock

One list serves every system and every Python from 3.11 on: differences are markers on its lines.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from setup import licences, npm

SETUP = Path(__file__).parent
PROJECT = SETUP.parent / "pyproject.toml"
PINS = SETUP / "constraints.txt"
GROUPS = ("setup", "test", "bench", "lock", "audit")
HEADER = "# Made by `make lock`. Every package Allways, its set-up and its tests may use.\n"


def lock_python() -> None:
    """Write `constraints.txt`."""
    groups = [part for group in GROUPS for part in ("--group", f"{PROJECT}:{group}")]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", str(PROJECT), *groups),
            *("--all-extras", "--universal", "--python-version", "3.11", "--upgrade"),
            *("--no-header", "--no-annotate", "--quiet"),
        ],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    PINS.write_text(HEADER + done.stdout, "utf-8")


def install_all() -> None:
    """Install everything that was pinned, so that each package can say what its licence is."""
    groups = [part for group in GROUPS for part in ("--group", group)]
    project = f"{SETUP.parent}[align,cluster,piper]"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--constraint", str(PINS)]
    subprocess.run([*pip, *groups, "--editable", project], check=True)


def lock_npm(folder: Path) -> None:
    """Write the folder's `package-lock.json`; names of registries stay out of it."""
    program, command = npm.node()
    subprocess.run(
        [str(program), str(command), "install", "--package-lock-only", "--loglevel=error"],
        cwd=folder,
        env=npm.environment(program),
        check=True,
    )


if __name__ == "__main__":
    lock_python()
    for name in ("assets", "checkers"):
        lock_npm(SETUP / name)
    install_all()
    licences.write()
