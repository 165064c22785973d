"""Have room for the files and sockets that a command opens at once, before it begins."""

from __future__ import annotations

from autograder import limits, project


def make_room(workers: int = 1) -> None:
    """Raise this process's limit on open files to what so many kernels at a time need, where the system lets us.

    Raises ProjectError where it does not: the libraries would end the process in the middle.
    """
    try:
        import resource  # Windows has none, and no such limit
    except ImportError:
        return
    needed = limits.OPEN_FILES_OF_A_COMMAND + limits.OPEN_FILES_OF_A_KERNEL * workers
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if _is_enough(soft, needed):
        return
    if _is_enough(hard, needed):
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
        return
    possible = (hard - limits.OPEN_FILES_OF_A_COMMAND) // limits.OPEN_FILES_OF_A_KERNEL
    or_fewer = f" Or fewer at a time: --workers {possible}." if 0 < possible < workers else ""
    raise project.ProjectError(
        f"{needed} files and sockets may be open at a time here, with {workers} at work, and the system's limit is "
        f"{hard}. Nothing was begun. Raise it: ulimit -n {needed}, in a new terminal, and if the system refuses that, "
        f"as whoever looks after it (LimitNOFILE= of a service, --ulimit nofile={needed} of a container)."
        f"{or_fewer}"
    )


def _is_enough(limit: int, needed: int) -> bool:
    return limit >= needed or limit < 0  # RLIM_INFINITY
