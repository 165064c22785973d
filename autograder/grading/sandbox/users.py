"""Users that nobody is, for commands started by root."""

from __future__ import annotations

import itertools

FIRST, LAST = 61184, 65519  # kept by systemd for services that need a user for as long as they run
_next = itertools.count()


def unused_user() -> int:
    """Return the number of a user that has no name on this machine, another one at each call as long as there are."""
    import os
    import pwd  # Windows has none

    start = os.getpid() * 31
    for _ in range(LAST - FIRST):
        number = FIRST + (start + next(_next)) % (LAST - FIRST + 1)
        try:
            pwd.getpwuid(number)
        except KeyError:
            return number
    return LAST
