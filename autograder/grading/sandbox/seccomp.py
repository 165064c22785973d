"""A filter on system calls: no network, no look into other processes, no new namespaces, nothing of an administrator's.

It is a list of what is refused, since TensorFlow uses several hundred calls, and what it uses changes. Calls newer than
this list do not exist for the command, so what a later Linux adds is refused as well.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence

# Numbers of system calls on x86_64 and on aarch64; None where a platform has no such call.
Calls = dict[str, tuple[int | None, int | None]]
LOOKED_AT: Calls = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "clone": (56, 220), "clone3": (435, 435),
    "prlimit64": (302, 261), "ioctl": (16, 29), "truncate": (76, 45), "kill": (62, 129), "tgkill": (234, 131),
}  # fmt: skip
REFUSED: Calls = {
    "unshare": (272, 97), "setns": (308, 268), "ptrace": (101, 117), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "process_madvise": (440, 440), "process_mrelease": (448, 448),
    "kcmp": (312, 272), "pidfd_getfd": (438, 438), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "bpf": (321, 280), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "perf_event_open": (298, 241),
    "fanotify_init": (300, 262), "fanotify_mark": (301, 263), "swapon": (167, 224), "swapoff": (168, 225),
    "reboot": (169, 142), "acct": (163, 89), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "kexec_load": (246, 104), "kexec_file_load": (320, 294), "quotactl": (179, 60),
    "quotactl_fd": (443, 443), "syslog": (103, 116), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "sethostname": (170, 161), "setdomainname": (171, 162), "iopl": (172, None), "ioperm": (173, None),
    "vhangup": (153, 58), "lookup_dcookie": (212, 18), "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195),
    "semget": (64, 190), "semctl": (66, 191), "semop": (65, 193), "semtimedop": (220, 192), "msgget": (68, 186),
    "msgctl": (71, 187), "msgsnd": (69, 189), "msgrcv": (70, 188), "mq_open": (240, 180), "mq_unlink": (241, 181),
    "migrate_pages": (256, 238), "move_pages": (279, 239),
}  # fmt: skip
NEWEST = 451  # of both platforms, Linux 6.5

# Which processor and how urgent: may be said of others' processes, and ZeroMQ insists on saying it. Nothing is done.
SCHEDULING: Calls = {
    "setpriority": (141, 140), "ioprio_set": (251, 30), "sched_setscheduler": (144, 119), "sched_setattr": (314, 274),
    "sched_setparam": (142, 118), "sched_setaffinity": (203, 122),
}  # fmt: skip
# Without a view of its own, the command's user may change what its files elsewhere are like. Copying a file asks for
# these calls and need not notice that nothing came of it.
PRETENDED: Calls = {
    "chmod": (90, None), "fchmodat": (268, 53), "utime": (132, None), "utimes": (235, None), "futimesat": (261, None),
    "utimensat": (280, 88),
}  # fmt: skip
OWNERSHIP: Calls = {
    "chown": (92, None), "lchown": (94, None), "fchownat": (260, 54), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "removexattr": (197, 14), "lremovexattr": (198, 15),
}  # fmt: skip
# Other ways to send a signal than `kill` and `tgkill`, which tell to whom.
SIGNALS: Calls = {
    "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
}  # fmt: skip

NUMBERS = LOOKED_AT | REFUSED | SCHEDULING | PRETENDED | OWNERSHIP | SIGNALS

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
ALLOW, ERROR, KILL = 0x7FFF0000, 0x00050000, 0x80000000
LOAD, EQUAL, AT_LEAST, AND, RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
NAMESPACES = 0x7E020000  # every CLONE_NEW… flag
AF_UNIX, SOCK_STREAM, SOCK_SEQPACKET, SOCK_KIND = 1, 1, 5, 0xF
INJECTING = (0x5412, 0x541C, 0x5423)  # TIOCSTI, TIOCLINUX, TIOCSETD: typing into the terminal of who grades
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2

Check = tuple[int, int, Sequence[int]]  # (number of an argument, mask, what it may be)


def supported() -> bool:
    """Return whether this machine's system calls are known here."""
    return platform.machine() in ARCHITECTURES


def program(*, own_files: bool, truncates: bool, signals: int | None) -> bytes:
    """Return the filter.

    Without `own_files` (the command sees the machine's files, of which Landlock refuses most) it may not reach sockets
    by their names or change files' modes and times; without `truncates` (Landlock is too old to refuse it) it may not
    truncate by name. With `signals`, a process's number, it may signal this process and its group only.
    """
    column, architecture = ARCHITECTURES[platform.machine()]
    code = [_op(LOAD, 4), _op(EQUAL, architecture, 1, 0), _op(RETURN, KILL), _op(LOAD, 0)]
    code += [_op(AT_LEAST, NEWEST + 1, 0, 1), _op(RETURN, ERROR | errno.ENOSYS)]  # also x86's second numbering, x32

    def refuse(name: str, error: int, *checks: Check) -> None:
        number = NUMBERS[name][column]
        if number is not None:
            body = _unless(error, checks)
            code.extend([_op(EQUAL, number, 1, 0), _op(0x05, len(body)), *body])

    for name in REFUSED:
        refuse(name, errno.EPERM)
    for name in SCHEDULING:
        refuse(name, 0)
    refuse("clone3", errno.ENOSYS)  # its flags cannot be looked at; the C library goes on with clone
    refuse("clone", errno.EPERM, (0, NAMESPACES, [0]))
    refuse("prlimit64", errno.EPERM, (0, 0xFFFFFFFF, [0]))
    # ZeroMQ gives up an address in good order for this error only.
    named = [SOCK_STREAM, SOCK_SEQPACKET]
    refuse("socket", errno.EOPNOTSUPP, (0, 0xFFFFFFFF, [AF_UNIX]), (1, SOCK_KIND, named))
    refuse("socketpair", errno.EOPNOTSUPP, (0, 0xFFFFFFFF, [AF_UNIX]), (1, SOCK_KIND, named))
    if not own_files:
        refuse("connect", errno.EACCES)
        for name in PRETENDED:
            refuse(name, 0)
        for name in OWNERSHIP:
            refuse(name, errno.ENOTSUP)
    if not truncates:
        refuse("truncate", errno.EACCES)
    if signals is not None:
        group = -signals & 0xFFFFFFFF
        refuse("kill", errno.EPERM, (0, 0xFFFFFFFF, [signals, group, 0]))
        refuse("tgkill", errno.EPERM, (0, 0xFFFFFFFF, [signals]))
        for name in SIGNALS:
            refuse(name, errno.EPERM)
    number = NUMBERS["ioctl"][column] or 0
    body = [_op(LOAD, 16 + 8)]
    for request in INJECTING:
        body += [_op(EQUAL, request, 0, 1), _op(RETURN, ERROR | errno.EPERM)]
    code += [_op(EQUAL, number, 1, 0), _op(0x05, len(body)), *body, _op(RETURN, ALLOW)]
    return b"".join(code)


def _unless(error: int, checks: Sequence[Check]) -> list[bytes]:
    """Return instructions that allow the call if every check holds, and refuse it if there is none."""
    body: list[bytes] = []
    for argument, mask, values in checks:
        body += [_op(LOAD, 16 + 8 * argument), _op(AND, mask)]
        body += [_op(EQUAL, value, len(values) - place, 0) for place, value in enumerate(values)]
        body += [_op(RETURN, ERROR | error)]
    return [*body, _op(RETURN, ALLOW if checks else ERROR | error)]


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def install(instructions: bytes) -> None:
    """Set the filter on this process, for good. It must have no new privileges. Raises OSError."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    libc = ctypes.CDLL(None, use_errno=True)
    filled = Program(len(instructions) // 8, instructions)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filled), 0, 0):
        raise OSError(ctypes.get_errno(), "the filter on system calls was refused")
