"""Other processes cannot be looked into, sent signals or slowed; its own all end."""

import ctypes
import os
import platform
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.grading.sandbox import Limits, watch
from autograder.grading.sandbox.rights import CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
from tests.grading.sandbox.conftest import Inside

REFUSALS = {"PermissionError", "FileNotFoundError", "ProcessLookupError", "OSError"}
DAEMON = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.close(1); os.close(2)
        while True:
            open('beat', 'a').write('x'); time.sleep(0.02)
    os._exit(0)
os.wait()
while not os.path.exists('beat'): time.sleep(0.01)
print('started', flush=True)
"""


@pytest.mark.parametrize("file", ["environ", "mem", "maps", "cwd", "root", "fd", "cmdline"])
def test_who_grades_cannot_be_looked_into(inside: Inside, file: str) -> None:
    look = "p = f'/proc/{sys.argv[1]}/{sys.argv[2]}'\n(os.listdir(p) if os.path.isdir(p) else open(p, 'rb').read(1))"
    if file in ("cwd", "root"):
        look = "os.listdir(f'/proc/{sys.argv[1]}/{sys.argv[2]}')"
    assert inside.attempt(look, os.getpid(), file) in REFUSALS


def test_what_stands_between_knows_nothing_of_the_environment(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    code = "import os\ntry: print(open(f'/proc/{os.getppid()}/environ').read())\nexcept OSError: pass"
    assert inside.run(code) == ""


def test_processes_are_not_listed(inside: Inside) -> None:
    listed = inside.run("import os\ntry: print(*os.listdir('/proc'))\nexcept OSError: pass").split()
    assert len([name for name in listed if name.isdigit()]) <= 2


@pytest.mark.parametrize(
    "attempt",
    [
        "os.kill(int(sys.argv[1]), signal.SIGTERM)",
        "os.killpg(os.getpgid(int(sys.argv[1])), 0)",
        "signal.pidfd_send_signal(os.pidfd_open(int(sys.argv[1])), signal.SIGTERM)",
        "os.kill(os.getppid(), 0) if os.getppid() > 1 else os.kill(int(sys.argv[1]), 0)",
        "import resource; resource.prlimit(int(sys.argv[1]), resource.RLIMIT_CPU, (1, 1))",
    ],
)
def test_others_cannot_be_sent_signals_or_limited(
    inside: Inside, victim: "subprocess.Popen[bytes]", attempt: str
) -> None:
    before = resource.prlimit(victim.pid, resource.RLIMIT_CPU)
    possible = inside.attempt(attempt, victim.pid)
    if "getppid" not in attempt or inside.sandbox.name != "bubblewrap":
        assert possible in REFUSALS
    assert victim.poll() is None
    assert resource.prlimit(victim.pid, resource.RLIMIT_CPU) == before


@pytest.mark.parametrize(
    "call",
    [
        "ptrace(16, int(sys.argv[1]), 0, 0)",  # PTRACE_ATTACH
        "ptrace(0, 0, 0, 0)",  # PTRACE_TRACEME
        "process_vm_readv(int(sys.argv[1]), 0, 0, 0, 0, 0)",
        "unshare(0x10000000)",  # CLONE_NEWUSER
        "mount(b'none', b'/tmp', b'tmpfs', 0, 0)",
        "umount2(b'/proc', 2)",
        "chroot(b'.')",
        "setns(0, 0)",
        "shmget(1, 4096, 0o1600)",
        "reboot(0)",
    ],
)
def test_calls_of_an_administrator_or_debugger_are_refused(
    inside: Inside, victim: "subprocess.Popen[bytes]", call: str
) -> None:
    code = f"import ctypes, sys; libc = ctypes.CDLL(None, use_errno=True); print(libc.{call}, ctypes.get_errno())"
    assert inside.run(code, victim.pid) == "-1 1"  # EPERM


def test_io_uring_and_unknown_calls_are_refused(inside: Inside) -> None:
    code = "import ctypes; libc = ctypes.CDLL(None, use_errno=True); print(libc.syscall({}, 1, 0), ctypes.get_errno())"
    assert inside.run(code.format(425)) == "-1 1"
    assert inside.run(code.format(467)) == "-1 38"  # ENOSYS


@pytest.mark.skipif(platform.machine() != "x86_64", reason="another processor's second numbering")
def test_the_second_numbering_is_no_way_round(inside: Inside) -> None:
    code = "import ctypes; libc = ctypes.CDLL(None, use_errno=True); print(libc.syscall(0x40000000 | 41, 2, 1, 0))"
    assert inside.run(code) == "-1"


def test_no_rights_are_left(inside: Inside) -> None:
    status = inside.run("print(open('/proc/self/status').read())")
    rights = dict(line.split(":\t") for line in status.splitlines() if ":\t" in line)
    kept = {int(rights[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")}
    finds_files = [{1 << CAP_DAC_READ_SEARCH}, {1 << CAP_DAC_OVERRIDE}]  # root's own Python is in a folder of root's
    assert kept == {0} or (inside.sandbox.name == "landlock" and os.getuid() == 0 and kept in finds_files)
    assert "0" not in rights["Uid"].split()
    assert (rights["NoNewPrivs"], rights["Seccomp"]) == ("1", "2")
    assert rights["Groups"].split() in ([], rights["Gid"].split()[:1], ["65534"], ["0"])


def test_no_file_of_who_grades_is_open_in_it(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "open").write_text("secret")
    with (tmp_path / "open").open() as file:
        os.set_inheritable(file.fileno(), True)
        command = inside.command("import os; print(os.read(int(__import__('sys').argv[1]), 6))", file.fileno())
        done = subprocess.run(command, capture_output=True, text=True, close_fds=False, check=False)
    assert "secret" not in done.stdout


def test_a_daemon_ends_with_the_command(inside: Inside) -> None:
    assert inside.run(DAEMON) == "started"
    assert is_quiet(inside.work / "beat")


def test_a_daemon_ends_when_all_is_ended(inside: Inside) -> None:
    process = inside.start(DAEMON + "time.sleep(60)")
    assert process.stdout is not None and process.stdout.readline() == "started\n"
    assert watch.end(process.pid)
    assert is_quiet(inside.work / "beat")
    process.communicate()


def test_a_daemon_ends_with_who_grades(inside: Inside) -> None:
    command = inside.command(DAEMON + "time.sleep(60)")
    grader = f"import subprocess; subprocess.run({command!r})"
    with subprocess.Popen([sys.executable, "-c", grader], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "started\n"
        process.send_signal(signal.SIGKILL)
        process.stdout.read()  # until the last process inside has closed it
    time.sleep(0.2)
    assert is_quiet(inside.work / "beat")


def is_quiet(beat: Path) -> bool:
    before = beat.stat().st_size
    time.sleep(0.2)
    return before > 0 and beat.stat().st_size == before


def test_a_fork_bomb_stays_small_and_is_seen(inside: Inside) -> None:
    bomb = """
import os, time
for _ in range(8):
    try: os.fork()
    except OSError: pass
print('x', flush=True)
time.sleep(60)
"""
    small = inside.within(processes=40)
    process = small.start(bomb)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        started = len(watch.tree(process.pid))
        if started > 35:
            break
        time.sleep(0.01)
    # Either the kernel refuses more, or who watches sees that there are too many.
    assert watch.exceeded(process.pid, small.limits) == "started more than 40 processes" or started <= 45
    assert watch.end(process.pid)
    assert watch.tree(process.pid) == []
    process.communicate()


def test_memory_of_all_processes_is_seen(inside: Inside) -> None:
    hog = "import os, time; os.fork(); x = b'x' * 150_000_000; print('full', flush=True); time.sleep(60)"
    process = inside.start(hog)
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["full\n", "full\n"]
    assert 300_000_000 < watch.tree_memory(process.pid) < 400_000_000
    assert watch.exceeded(process.pid, Limits(memory_bytes=200_000_000)) == "used more than 0.2 GB of memory"
    assert watch.exceeded(process.pid, Limits()) == ""
    watch.end(process.pid)
    process.communicate()


def test_files_time_and_open_files_are_limited(inside: Inside) -> None:
    assert inside.within(file_bytes=1_000_000).attempt("Path('big').write_bytes(b'x' * 2_000_000)") == "OSError"
    assert inside.within(open_files=20).attempt("files = [open('/dev/null') for _ in range(30)]") == "OSError"
    process = inside.within(cpu_seconds=1).start("while True: pass")
    process.communicate(timeout=30)
    assert process.returncode != 0


def test_exit_codes_and_output_come_out(inside: Inside) -> None:
    process = inside.start("import sys; print('out'); print('problem', file=sys.stderr); sys.exit(7)")
    assert process.communicate() == ("out\n", "problem\n")
    assert process.returncode == 7


def test_programs_and_threads_work_inside(inside: Inside) -> None:
    code = """
import subprocess, threading, numpy, autograder.checks.look
threading.Thread(target=print, args=['thread']).start()
print(subprocess.run(['sh', '-c', 'echo program'], capture_output=True, text=True).stdout.strip())
"""
    assert sorted(inside.run(code).split()) == ["program", "thread"]


def test_signals_within_work(inside: Inside) -> None:
    code = "import os, signal\ntry: os.kill(os.getpid(), signal.SIGINT)\nexcept KeyboardInterrupt: print('interrupted')"
    assert inside.run(code) == "interrupted"
    assert ctypes.sizeof(ctypes.c_void_p) == 8  # the filter knows 64-bit calls only
