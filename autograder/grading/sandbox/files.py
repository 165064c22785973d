"""What a sandboxed command may read, and what its environment is: Python and libraries, no one's files."""

from __future__ import annotations

import errno
import os
import shutil
import site
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

# Names of the system's folders; on most systems all but /usr are links into it.
SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"]
# Homes of libraries elsewhere, of use only if this Python lives there.
OTHER_SYSTEMS = ["/nix/store", "/gnu/store", "/home/linuxbrew/.linuxbrew"]
# What the loader, Python, TensorFlow and fontconfig look up. No users, no passwords, no host names.
SETTINGS = [
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/fonts",
    "/etc/alternatives",
]
PACKAGE = Path(__file__).resolve().parents[2]


def readable() -> list[Path]:
    """Return the folders and files that any Python program needs, those that exist, by their given names."""
    homes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    others = [place for place in OTHER_SYSTEMS if any(Path(home).resolve().is_relative_to(place) for home in homes)]
    personal = [site.getusersitepackages()] if site.ENABLE_USER_SITE else []
    return existing([*SYSTEM, *others, *SETTINGS, *sorted(homes), *personal, str(PACKAGE)])


def existing(names: Iterable[str | Path]) -> list[Path]:
    """Return the names that exist, once each, without those inside another one; an outer folder comes first."""
    found: list[Path] = []
    for path in sorted({Path(name) for name in names}, key=lambda path: len(path.parts)):
        if path.exists() and not any(path.is_relative_to(outer) for outer in found):
            found.append(path)
    return found


def environment(home: Path, temporary: Path, packages: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Return a sandboxed command's whole environment: what was `given`, and its own home, folders and path."""
    places = [str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]
    return {
        "LANG": "C.UTF-8",
        "USER": "student",
        "LOGNAME": "student",
        **given,
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "PATH": os.pathsep.join(places),
        "PYTHONPATH": str(packages),  # this package, even if it is not installed
    }


def launcher(policy: str, *extra: str) -> list[str]:
    """Return the command that starts launch.py with a policy, and with nothing of this process's environment."""
    start = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); from autograder.grading.sandbox import launch"
    python = [sys.executable, "-I", "-S", "-B", "-c", f"{start}; launch.main()", policy]
    return ["/usr/bin/env", "-i", *extra, *python]


def with_environment(environment: Mapping[str, str], argv: list[str]) -> list[str]:
    """Return the command line that runs `argv` with this environment and nothing of this process's."""
    return ["/usr/bin/env", "-i", *(f"{name}={value}" for name, value in environment.items()), *argv]


def absolute(paths: Sequence[Path]) -> list[str]:
    """Return the paths as absolute text, not resolved."""
    return [str(path.absolute()) for path in paths]


def read(path: Path, most: int) -> bytes:
    """Read a file that a command may have made: a regular file of at most `most` bytes, and no link to one.

    Raises OSError where there is none.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        if found.st_size > most:
            raise OSError(errno.EFBIG, f"it has {found.st_size / 1e6:.0f} MB, which is more than is read")
        return file.read(most)


@contextmanager
def temporary_folder(prefix: str, inside: Path | None = None) -> Iterator[Path]:
    """Make a folder to run commands in, and remove it with whatever they left there."""
    # With a short name: the path of a socket may have 107 bytes.
    top = Path(tempfile.mkdtemp(prefix=prefix, dir=inside)).resolve()
    try:
        if os.getuid() == 0:
            top.chmod(0o711)  # a command that root starts is another user, and must get to its folders in it
        yield top
    finally:
        _remove(top)


def _remove(top: Path) -> None:
    """Remove a folder that may hold anything. What it links to is not touched (tempfile's own clean-up may)."""
    for folder, folders, _ in os.walk(top):
        for name in folders:
            if not Path(folder, name).is_symlink():
                Path(folder, name).chmod(0o700)
    shutil.rmtree(top, ignore_errors=True)
