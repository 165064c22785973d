"""JupyterLab as `make lab` starts it, on a project in a folder, for tests that ask its server or look at it."""

import os
import shlex
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

TOKEN = "here"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Start what `make lab` starts, in a project's folder; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"--no-browser --allow-root --ServerApp.port_retries=0 --port={port} --IdentityProvider.token={TOKEN}"
    scripts = sysconfig.get_path("scripts")
    env = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    env["PATH"] = f"{scripts}{os.pathsep}{env['PATH']}"  # as make sets it; nbgrader calls the program alembic
    recipe = subprocess.run(
        ["make", "--dry-run", "lab", f"LAB={options}"], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    ).stdout.replace("\\\n", " ")
    settings, program, *arguments = shlex.split(recipe.splitlines()[-1])
    assert program == ".venv/bin/jupyter"
    name, _, value = settings.partition("=")
    env[name] = value
    # The page is not as somebody here last left theirs, and theirs does not change.
    env |= {f"JUPYTERLAB_{what}_DIR": str(folder / "lab" / what.lower()) for what in ("WORKSPACES", "SETTINGS")}
    address = f"http://127.0.0.1:{port}"
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([Path(scripts) / "jupyter", *arguments], cwd=folder, env=env, stdout=log, stderr=log)
    try:
        for _ in range(120):
            assert server.poll() is None, (folder / "log").read_text()
            try:
                urllib.request.urlopen(f"{address}/api", timeout=60)
                break
            except urllib.error.URLError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
