"""`allways serve`: what was built, in a browser on this computer."""

from __future__ import annotations

from pathlib import Path

import click

from convert.commands.options import DIST

PORT = 8000


@click.command()
@DIST
@click.option("--port", default=PORT, show_default=True, help="Where the browser finds it.")
def serve(dist: Path, port: int) -> None:
    """Show what was built in a browser, on this computer only."""
    from convert.errors import BadArguments
    from convert.publish import serving

    if not (dist / "index.html").is_file():
        raise BadArguments(
            f"there is nothing to show in {dist}.", next_step="Build first: allways build"
        )
    try:
        server = serving.server(dist, port=port)
    except OSError as error:
        raise BadArguments(
            f"port {port} cannot be used: {error.strerror}.",
            next_step="Choose another: allways serve --port 8001",
        ) from error
    with server:
        click.echo(
            f"Open http://{serving.HERE}:{server.server_port}/ and stop with Ctrl+C.", err=True
        )
        server.serve_forever()
