"""Starts a Jupyter kernel in a sandbox, and ends it with all that it started."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from subprocess import Popen
from typing import Any as Anything

from jupyter_client import AsyncKernelManager
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Any

from autograder.grading.sandbox import Command, Limits, watch
from autograder.grading.warm.forked import Forked
from autograder.grading.warm.parent import Parent


class SandboxedProvisioner(LocalProvisioner):
    """jupyter_client's provisioner, with the kernel in a sandbox and in the folder that it is to work in."""

    starter = Any()
    limits = Any()
    connection = Any()
    process: Popen[bytes] | Forked | None  # type: ignore[assignment]

    async def launch_kernel(self, cmd: list[str], **kwargs: Anything) -> KernelConnectionInfo:
        """Start the kernel's command in the sandbox."""
        command = Command(cmd, Path(kwargs["cwd"]), kwargs["env"], self.limits, writable=[self.connection])
        self.process = self.starter.start(command)
        self.pid = self.process.pid
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """End the kernel and all that it started if the signal is one that ends it.

        No other signal reaches a kernel in a sandbox: interrupt it by a message on its control channel.
        """
        process = self.process
        if signum in (signal.SIGKILL, signal.SIGTERM) and process is not None and process.poll() is None:
            await asyncio.to_thread(watch.end, process.pid)


def manager(parent: Parent, limits: Limits, connection: Path) -> AsyncKernelManager:
    """Return a manager for one kernel of this Python, started by `parent` and spoken to by sockets in `connection`.

    `connection` is a folder of this kernel's own, with a short path. Start the kernel with `cwd`, and with `env`.
    """
    # With no folders to look in, the kernel is the one beside this Python: the project's own .venv.
    made = AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        transport="ipc",  # there is no network inside
        connection_file=str(connection / "c.json"),
    )
    made.provisioner = SandboxedProvisioner(
        kernel_id="kernel",
        kernel_spec=made.kernel_spec,
        parent=made,
        starter=parent,
        limits=limits,
        connection=connection,
    )
    return made
