"""Which user a command becomes, and that no capability is left to it; standard library only, as launch.py is.

Run as root, a command becomes a user that nobody is: of root's own processes the kernel counts none, and a fork bomb
would be without a limit. Where this Python lies in a folder that only root may enter, such as /root, the command
keeps the one capability that lets it find its files; which of these it may read is for Landlock to say.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence

PR_CAPBSET_DROP, PR_SET_KEEPCAPS, PR_CAP_AMBIENT = 24, 8, 47
AMBIENT_RAISE, AMBIENT_CLEAR_ALL = 2, 4
CAPABILITIES = 64
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
# What may be kept, the least first. Containers often have the last, but not the one before.
KEPT: tuple[Sequence[int], ...] = ((), (CAP_DAC_READ_SEARCH,), (CAP_DAC_OVERRIDE,))
FINDING = 1 << CAP_DAC_READ_SEARCH | 1 << CAP_DAC_OVERRIDE  # as /proc/<pid>/status writes sets of them

libc = ctypes.CDLL(None, use_errno=True)


def give_up(user: int | None, keeps: Sequence[int] = ()) -> None:
    """Become a user, in a group of the same number and no other, and give up every capability but those kept.

    `user` None stays who this is. Raises OSError where it cannot be done.
    """
    for capability in range(CAPABILITIES):  # no program that is executed may bring them, if root says so
        if capability not in keeps:
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    if user is not None:
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        libc.prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0)
    libc.prctl(PR_CAP_AMBIENT, AMBIENT_CLEAR_ALL, 0, 0, 0)
    mask = sum(1 << capability for capability in keeps)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)  # effective, permitted and inheritable; and their ends
    if libc.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capabilities could not be given up")
    for capability in keeps:
        if libc.prctl(PR_CAP_AMBIENT, AMBIENT_RAISE, capability, 0, 0):
            raise OSError(ctypes.get_errno(), "a capability could not be kept")
