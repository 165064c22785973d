"""Starts a Jupyter kernel in a sandbox, and ends it with all that it started."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from subprocess import Popen
from typing import Any as Anything

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Any

from autograder.grading.sandbox import Limits, Sandbox, watch


class SandboxedProvisioner(LocalProvisioner):
    """jupyter_client's provisioner, with the kernel's command run by a sandbox in the folder that it is to work in."""

    sandbox = Any()
    limits = Any()
    connection = Any()
    process: Popen[bytes] | None

    async def pre_launch(self, **kwargs: Anything) -> dict[str, Anything]:
        """Return how to start the kernel: its command in the sandbox, which gets its environment there."""
        started = await super().pre_launch(**kwargs)
        started["cmd"] = self.sandbox.command(
            started["cmd"],
            work=Path(started["cwd"]),
            writable=[self.connection],
            environment=started["env"],
            limits=self.limits,
        )
        return started

    async def send_signal(self, signum: int) -> None:
        """End the kernel and all that it started if the signal is one that ends it.

        No other signal reaches a kernel in a sandbox: interrupt it by a message on its control channel.
        """
        process = self.process
        if signum in (signal.SIGKILL, signal.SIGTERM) and process is not None and process.poll() is None:
            await asyncio.to_thread(watch.end, process.pid)


def manager(sandbox: Sandbox, limits: Limits, connection: Path) -> AsyncKernelManager:
    """Return a manager for one kernel of this Python in a sandbox, spoken to through sockets in `connection`.

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
        sandbox=sandbox,
        limits=limits,
        connection=connection,
    )
    return made
