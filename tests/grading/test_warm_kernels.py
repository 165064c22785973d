"""Kernels of the kernelspec `warm` are forked, and otherwise behave as plain ones do, in whatever starts them.

Their parent imports NumPy here and no Keras; tests/authoring/test_kernels.py has the real one.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from jupyter_client import BlockingKernelClient, KernelManager
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading.sandbox import watch
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

SPEC = ROOT / "autograder" / "grading" / "warm" / "kernelspec" / "kernel.json"
IS_FORKED = "print('autograder.grading.warm' in open('/proc/self/cmdline').read())"
PARENT = "import os; print(os.getppid())"
IDLE = 2


@pytest.fixture(scope="module", autouse=True)
def folder() -> Iterator[Path]:
    """A short folder with the sockets and the kernelspecs of these tests."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", name)
        patched.setenv("JUPYTER_PATH", name)
        write_spec(Path(name), "few", ["numpy"])
        yield Path(name)


def write_spec(folder: Path, name: str, modules: list[str]) -> None:
    """Write a kernelspec like the project's, whose parent imports these modules and ends soon."""
    spec = json.loads(SPEC.read_text())
    spec["metadata"]["kernel_provisioner"]["config"] = {"modules": modules, "idle_seconds": IDLE}
    (folder / "kernels" / name).mkdir(parents=True)
    (folder / "kernels" / name / "kernel.json").write_text(json.dumps(spec))


@contextmanager
def running(name: str = "few", **options: object) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    manager = KernelManager(kernel_name=name)
    manager.start_kernel(extra_arguments=["--log-level=CRITICAL"], **options)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=600)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def printed(client: BlockingKernelClient, source: str) -> str:
    """Run a cell; return what it printed, or the name of its error."""
    outputs: list[str] = []
    client.execute_interactive(
        source,
        timeout=600,
        output_hook=lambda message: outputs.append(
            message["content"].get("text") or message["content"].get("ename", "")
        ),
    )
    return "".join(outputs).strip()


def comes_true(condition: Callable[[], bool], seconds: float = 600) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_it_finds_itself_as_a_plain_kernel_does(tmp_path: Path) -> None:
    look = """
import atexit, json, os, resource, signal, sys, threading
seen = {
    "folder": os.getcwd(), "path": sys.path, "arguments": len(sys.argv), "main": sys.modules["__main__"].__name__,
    "environment": {name: os.environ[name] for name in sorted(os.environ)},
    "signals": [str(signal.getsignal(number)).split(" at ")[0] for number in sorted(signal.valid_signals())],
    "leads": os.getsid(0) == os.getpgid(0) == os.getpid(), "flags": str(sys.flags), "limits": resource.getrlimit(7),
    "input": os.read(0, 1).decode(), "mask": os.umask(0o22), "open": sorted(os.listdir("/proc/self/fd"))[:3],
    "threads": [type(thread).__name__ for thread in threading.enumerate() if "IOPub" in thread.name],
}
print(json.dumps(seen))
"""
    found = {}
    for name in ("few", "python3"):
        with running(name, cwd=str(tmp_path)) as (_, client):
            assert printed(client, IS_FORKED) == str(name == "few")
            found[name] = json.loads(printed(client, look))
    assert found["few"] == found["python3"]


def test_processes_share_their_parent(tmp_path: Path) -> None:
    nbformat.write(new_notebook(cells=[new_code_cell(IS_FORKED), new_code_cell(PARENT)]), tmp_path / "a.ipynb")
    shutil.copy(tmp_path / "a.ipynb", tmp_path / "b.ipynb")
    convert = "-m nbconvert --to notebook --inplace --execute a.ipynb --ExecutePreprocessor.kernel_name=few"
    execute = "-m jupyter execute --inplace --kernel_name=few b.ipynb"
    with running() as (_, client):  # so that the parent stays
        parent = printed(client, PARENT)
        for command in (convert, execute):
            subprocess.run([sys.executable, *command.split()], cwd=tmp_path, check=True, capture_output=True)
    for name in ("a.ipynb", "b.ipynb"):
        cells = nbformat.read(tmp_path / name, as_version=4).cells
        assert [cell.outputs[0].text for cell in cells] == ["True\n", f"{parent}\n"]


def test_kernels_draw_other_random_numbers() -> None:
    draw = "import numpy, random, uuid; print(numpy.random.random(), random.random(), uuid.uuid4())"
    numbers = []
    for _ in range(2):
        with running() as (_, client):
            numbers += printed(client, draw).split()
    assert len(set(numbers)) == 6


def test_it_is_interrupted() -> None:
    with running() as (manager, client):
        asked = client.execute("print('begun'); import time; time.sleep(600)")
        while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
            pass
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=60)
        assert (reply["parent_header"]["msg_id"], reply["content"].get("ename")) == (asked, "KeyboardInterrupt")
        # Any kernel turns down what is asked while it deals with an error.
        assert comes_true(lambda: printed(client, "print(1)") == "1")


def test_it_is_restarted() -> None:
    with running() as (manager, client):
        first = printed(client, "known = 1; import os; print(os.getpid())")
        manager.restart_kernel()
        client.wait_for_ready(timeout=600)
        assert printed(client, IS_FORKED) == "True"
        assert printed(client, "known") == "NameError"
        assert printed(client, "import os; print(os.getpid())") != first
        assert not watch.is_running(int(first))


def test_it_is_shut_down_in_good_order(tmp_path: Path) -> None:
    with running() as (manager, client):
        number = int(printed(client, "import os; print(os.getpid())"))
        path = tmp_path / "said"
        printed(client, f"import atexit, pathlib; atexit.register(pathlib.Path({str(path)!r}).write_text, 'goodbye')")
        manager.shutdown_kernel()
        assert not manager.is_alive() and not watch.is_running(number)
        assert path.read_text() == "goodbye"


def test_it_asks_its_user() -> None:
    with running() as (_, client):
        outputs: list[str] = []
        client.execute_interactive(
            "print('hello', input('who? '))",
            timeout=60,
            stdin_hook=lambda _: client.input("you"),
            output_hook=lambda message: outputs.append(message["content"].get("text", "")),
        )
        assert "".join(outputs) == "hello you\n"


def test_its_own_processes_write_where_they_are_told(tmp_path: Path) -> None:
    with (tmp_path / "output").open("w") as output, running(stdout=output, stderr=subprocess.DEVNULL) as (_, client):
        printed(client, "import os; os.system('echo from a program'); os.write(2, b'an error')")
    assert "from a program\n" in (tmp_path / "output").read_text()
    assert "an error" not in (tmp_path / "output").read_text()


def test_it_ends_with_who_started_it(tmp_path: Path) -> None:
    program = f"""
import time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="few")
write = "_ = pathlib.Path({str(tmp_path / "pid")!r}).write_text(str(os.getpid()))"
client.execute_interactive("import os, pathlib; " + write)
print("started", flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as user:
        assert user.stdout is not None
        first = user.stdout.readline()
        kernel = int((tmp_path / "pid").read_text())
        was_running = watch.is_running(kernel)
        user.kill()
    assert first == b"started\n" and was_running
    assert comes_true(lambda: not watch.is_running(kernel))


def test_the_end_of_its_parent_does_not_matter() -> None:
    with running() as (_, client):
        parent = int(printed(client, PARENT))
        os.kill(parent, signal.SIGKILL)
        assert comes_true(lambda: not watch.is_running(parent))
        assert printed(client, "print(1 + 1)") == "2"
        with running() as (_, other):
            assert printed(other, IS_FORKED) == "True"
            assert int(printed(other, PARENT)) != parent


def test_the_parent_ends_when_nobody_uses_it(folder: Path) -> None:
    with running() as (_, client):
        parent = int(printed(client, PARENT))
        time.sleep(IDLE + 1)
        assert watch.is_running(parent)  # a kernel is used, even if it does nothing
    assert comes_true(lambda: not watch.is_running(parent))
    assert not [path for path in folder.rglob("*") if path.is_socket()]
    with running() as (_, client):
        assert printed(client, IS_FORKED) == "True"


def test_what_a_library_may_have_read_is_never_another(monkeypatch: pytest.MonkeyPatch) -> None:
    parents = []
    for name, value in (("PYTEST_ANYTHING", "1"), ("TF_ENABLE_ONEDNN_OPTS", "1"), ("TF_ENABLE_ONEDNN_OPTS", "2")):
        monkeypatch.setenv(name, value)
        with running() as (_, client):
            parents.append(printed(client, PARENT))
            assert printed(client, f"import os; print(os.environ[{name!r}])") == value
    with running() as (_, client):
        parents.append(printed(client, PARENT))
    mask = os.umask(0o077)
    try:
        with running() as (_, client):
            parents.append(printed(client, PARENT))
    finally:
        os.umask(mask)
    first, second, third, again, masked = parents
    assert again == third and len({first, second, third, masked}) == 4


def plain_kernel_says(caplog: pytest.LogCaptureFixture, name: str = "few", **options: object) -> str:
    """Start a kernel that must be a plain one; return why it is."""
    with running(name, **options) as (_, client):
        assert printed(client, IS_FORKED) == "False"
    (why,) = [record.getMessage() for record in caplog.records if "plain way" in record.getMessage()]
    return why


def test_what_has_threads_is_not_forked(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_spec(folder, "threads", ["tests.grading.sandbox.thread_at_import"])
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(ROOT))
        assert "it has 2 threads" in plain_kernel_says(caplog, "threads")


def test_a_folder_that_others_may_use_is_not_trusted(caplog: pytest.LogCaptureFixture) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", name)
        (Path(name) / f"warm-kernels-{os.getuid()}").mkdir()
        (Path(name) / f"warm-kernels-{os.getuid()}").chmod(0o777)
        assert "only you may read" in plain_kernel_says(caplog)


def test_a_module_that_ends_the_parent_costs_a_warm_kernel_only(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "ends_at_import.py").write_text("import os; os._exit(3)")
    write_spec(folder, "ends", ["ends_at_import"])
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(tmp_path))
        said = plain_kernel_says(caplog, "ends")
    assert "its parent ended, perhaps as it imported" in said
    assert "ends_at_import" in said


def test_a_graded_kernel_has_no_debugger_and_its_package_is_there_for_who_asks() -> None:
    code = (
        "import autograder.grading.warm.undebugged, ipykernel.debugger\n"
        "assert not ipykernel.debugger._is_debugpy_available\n"
        "import debugpy; assert debugpy.__version__"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_pipe_for_its_output_makes_it_a_plain_one(caplog: pytest.LogCaptureFixture) -> None:
    assert "pipe" in plain_kernel_says(caplog, stdout=subprocess.PIPE)
