"""Landlock: which files a process may read and write from now on. Needs Linux 5.13; newer ones can refuse more."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # on x86_64 and on aarch64
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
MAKE_CHAR, MAKE_BLOCK, REFER, TRUNCATE, IOCTL_DEV = 1 << 6, 1 << 11, 1 << 13, 1 << 14, 1 << 15
KNOWN = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many access rights a version knows; later ones as the last
ON_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
READING = EXECUTE | READ_FILE | READ_DIR
BIND_AND_CONNECT_TCP = 3
ABSTRACT_SOCKETS_AND_SIGNALS = 3


def _call(number: int, *arguments: object) -> int:
    """Make a system call. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(result)


def version() -> int:
    """Return which version of Landlock this kernel has; 0 if it has none or it is off."""
    try:
        return _call(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str], devices: Iterable[str], abi: int) -> None:
    """Restrict this process, for good, to reading and writing beneath these paths, and to using these devices.

    From version 4 it may not use TCP, from 6 not reach processes or abstract sockets outside. It must have no new
    privileges. Paths that do not exist are left out. Raises OSError.
    """
    handled = (1 << KNOWN[min(abi, max(KNOWN))]) - 1
    attributes = [handled]
    if abi >= 4:
        attributes.append(BIND_AND_CONNECT_TCP)
    if abi >= 6:
        attributes.append(ABSTRACT_SOCKETS_AND_SIGNALS)
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    ruleset = _call(CREATE_RULESET, packed, ctypes.c_size_t(len(packed)), ctypes.c_uint32(0))
    writing = handled & ~(MAKE_CHAR | MAKE_BLOCK | IOCTL_DEV)
    for paths, rights in ((readable, READING), (writable, writing), (devices, ON_A_FILE & ~EXECUTE)):
        for path in paths:
            _allow(ruleset, path, rights & handled)
    _call(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    if not Path(path).exists():
        return
    place = os.open(path, os.O_PATH)
    if not stat.S_ISDIR(os.fstat(place).st_mode):
        rights &= ON_A_FILE
    _call(ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(1), struct.pack("=Qi", rights, place), ctypes.c_uint32(0))
    if path.startswith("/proc"):
        # Its files are made anew when nobody holds them, and a rule is about the one that it saw: hold it.
        os.set_inheritable(place, True)
    else:
        os.close(place)
