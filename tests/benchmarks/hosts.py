"""Do two hosts grade as one does, and in half the time? Run by name, as root, where there is `ip` and `openssl`.

The hosts are network namespaces of this machine with a wire between them; all that goes over it is TLS.

`python -m tests.benchmarks.hosts [CHAPTER [SUBMISSIONS]]`
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.grading import AUTOGRADER, write_class
from tests.benchmarks.measured import ROOT, Row, keep

HOSTS = {"grading-a": "10.77.0.1", "grading-b": "10.77.0.2"}
PORT = 8786


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


@contextlib.contextmanager
def hosts() -> Iterator[None]:
    """Two namespaces with an address each, and a wire between them."""
    try:
        for name in HOSTS:
            ip("netns", "add", name)
        first, second = HOSTS
        ip("link", "add", "wire", "netns", first, "type", "veth", "peer", "name", "wire", "netns", second)
        for name, address in HOSTS.items():
            ip("-n", name, "address", "add", f"{address}/24", "dev", "wire")
            for device in ("lo", "wire"):
                ip("-n", name, "link", "set", device, "up")
        yield
    finally:
        for name in HOSTS:
            subprocess.run(["ip", "netns", "del", name], check=False)


def on(host: str, *command: str) -> list[str]:
    return ["ip", "netns", "exec", host, *command]


def certificates(folder: Path) -> dict[str, str]:
    """Make a certificate; return Dask's settings for it."""
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=grading"]
    subprocess.run([*made, "-keyout", "key.pem", "-out", "ca.pem"], cwd=folder, check=True, capture_output=True)
    ca, key = str(folder / "ca.pem"), str(folder / "key.pem")
    settings = {"CA_FILE": ca}
    for role in ("CLIENT", "SCHEDULER", "WORKER"):
        settings |= {f"{role}__CERT": ca, f"{role}__KEY": key}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": value for name, value in settings.items()}


def grade(chapter: str, submitted: Path, folder: Path, workers: list[str], settings: dict[str, str]) -> float:
    """Grade a class with a worker on each of these hosts; return the seconds that it took."""
    shutil.copytree(submitted, folder / "submitted")
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
    first = next(iter(HOSTS))
    scheduler = f"tls://{HOSTS[first]}:{PORT}"
    dask = [sys.executable, "-m"]
    with contextlib.ExitStack() as opened:

        def start(host: str, *command: str) -> None:
            process = subprocess.Popen(
                on(host, *dask, *command), cwd=folder, env=environment, stderr=subprocess.DEVNULL
            )
            opened.callback(process.wait)
            opened.callback(process.terminate)

        start(first, "distributed.cli.dask_scheduler", "--protocol", "tls", "--host", HOSTS[first], "--no-dashboard")
        for host in workers:
            start(
                host, "distributed.cli.dask_worker", scheduler, "--host", HOSTS[host], "--nthreads", "1", "--no-nanny"
            )
        waiting = f"from distributed import Client; Client({scheduler!r}).wait_for_workers({len(workers)})"
        subprocess.run(on(first, sys.executable, "-c", waiting), env=environment, check=True)
        command = on(first, *AUTOGRADER, "grade", chapter, "--class", str(folder), "--scheduler", scheduler)
        started = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - started


def main(chapter: str, number: int) -> None:
    with tempfile.TemporaryDirectory() as name, hosts():
        folder = Path(name)
        write_class(chapter, number, folder)
        settings = certificates(folder)
        names = list(HOSTS)
        two = grade(chapter, folder / "submitted", folder / "two", names, settings)
        one = grade(chapter, folder / "submitted", folder / "one", names[:1], settings)
        tables = [
            [(folder / way / table).read_bytes() for table in ("grades.csv", "checks.csv")] for way in ("one", "two")
        ]
    if tables[0] != tables[1]:
        raise SystemExit("the hosts do not grade alike")
    keep(
        Row(
            "5 hosts",
            f"{chapter}: one host ÷ two, over TLS; the same tables",
            one / two,
            1.8,
            True,
            f"{number} submissions, one worker on each, {one:.0f} s ÷ {two:.0f} s",
        )
    )


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
    main(sys.argv[1] if len(sys.argv) > 1 else "01_multi_input", int(sys.argv[2]) if len(sys.argv) > 2 else 16)
