"""How much is allowed, and how long is waited: each limit stands here, once."""

from __future__ import annotations

from dataclasses import dataclass

# How much of the machine one submission may use (grading/sandbox).
MEMORY_BYTES = 4_000_000_000  # of all its processes; an honest chapter needs less than 1 GB
PROCESSES = 1000  # and threads, of which TensorFlow starts several for each processor
FILE_BYTES = 200_000_000  # of the largest file
CPU_SECONDS = 3600  # of each process; the time that a person waits is limited elsewhere, and shorter
OPEN_FILES = 4096
OPEN_FILES_OF_A_COMMAND, OPEN_FILES_OF_A_KERNEL = 64, 32  # at once: 44 for one kernel at a time, 99 for four
DISK_BYTES = 256_000_000  # of each of its private folders, where these are in memory


@dataclass(frozen=True)
class EvidenceLimits:
    """How much evidence is read: of one check its bytes, those of its text, and how many arrays; of all their bytes."""

    bytes: int = FILE_BYTES  # the largest honest one, an Embedding the wrong way round, has 184 MB
    bytes_of_all: int = 4 * FILE_BYTES  # they wait in memory; honest ones have less than 1 MB, but for that Embedding
    text_bytes: int = 20_000_000
    arrays: int = 20_000


EVIDENCE = EvidenceLimits()


@dataclass(frozen=True)
class JudgeLimits:
    """How far judging one submission may go: processor seconds, and wall-clock seconds where it waits for nothing."""

    cpu_seconds: int = 300  # the chapter's own cells and the checks of an honest submission take 2 to 10
    seconds: int = 1_800
    told_bytes: int = 100_000_000  # of what the checks say, with their pictures
    remembered: int = 10_000  # results of plain answers, for each chapter
    remembered_bytes: int = 10_000  # of one of them, or it is not


JUDGE = JudgeLimits()


@dataclass(frozen=True)
class CollectLimits:
    """How much of an archive is read: its files, its table of contents, and what its notebooks unpack to in all."""

    files: int = 100_000
    contents_bytes: int = 16_000_000  # 20,000 files with long names have 4 MB
    unpacked_bytes: int = 10_000_000_000  # one notebook has less than 50 MB (grading/submission)


COLLECT = CollectLimits()

# How much text and code of a page is looked at, for Markdown and for colours, in one cell and in all: the rest is shown
# as it was written, since what looks takes longer with the square of a text. In the course no cell has 4,000 letters.
TEXT_LETTERS, PAGE_LETTERS = 10_000, 200_000


# How long is waited for a submission: seconds that its process computes, or of the clock while it waits for something.
CELL_SECONDS = 60  # of one cell, unless the command says otherwise
NOTEBOOK_SECONDS = 300
STARTUP_SECONDS = 120  # of the clock, until a kernel is up
PATIENCE = 20  # times as long as a cell may take on a free machine is the longest that is waited for it by the clock
GRACE_SECONDS = 5.0  # that a cell has to stop when it is asked to
LOOK_SECONDS = 0.2  # from one look at a process to the next
SOCKET_SECONDS = 0.005  # from one look for the sockets of a kernel that starts to the next
ASK_SECONDS = 1.0  # that an answer of a kernel is waited for, until one looks whether it lives, and waits again
TAKE_SECONDS = 10  # that a kernel has to take a question: one that has cut the line never takes it
HEAR_SECONDS = 0.2  # that what such an answer sends to the screen may come behind it; then the kernel is asked again
# Who uses a smaller share of a processor than this, over as many seconds, waits for something; shorter ones say little.
IDLE_SHARE, IDLE_SECONDS = 0.02, 5.0

BUILD_SECONDS = 600  # that one cell of a chapter may take when it is built
WATCH_SECONDS = 3  # from one look at what has arrived to the next
SERVED = 4  # kernels that one Python process can serve without their waiting for it
PROBE_SECONDS = 60  # that trying a sandbox may take: a busy machine is slow to import NumPy
PARENT_SECONDS = 60  # that the parent of warm kernels may take to fork one, on a busy machine
GRADEBOOK_SECONDS = 60  # that another program may hold the gradebook before grading gives up
