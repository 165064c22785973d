"""Starts a kernel for a notebook of one's own by forking a process that has imported Keras: ready at once.

jupyter_client knows it as ``warm-provisioner``, and the kernelspec ``warm`` names it, so that every program that
starts kernels can have warm ones. Nothing is sandboxed. Where none can be forked the same kernel starts in the plain
way: always on macOS and Windows, where forking a process with libraries loaded is not safe.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any as Anything

from jupyter_client import AsyncKernelManager
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Any, Float, List, Unicode

from autograder.grading.warm.forked import Forked, NotForked
from autograder.grading.warm.imports import OF_A_KERNEL, OF_THE_COURSE

KERNEL = ["-m", "ipykernel_launcher"]
FORKED = {"cwd", "env", "stdout", "stderr", "extra_arguments", "kernel_id"}  # arguments that a fork can do as told


class WarmProvisioner(LocalProvisioner):
    """jupyter_client's own provisioner, with a kernel that is forked where it can be."""

    modules = List(Unicode(), list(OF_THE_COURSE), help="What the parent imports.").tag(config=True)
    idle_seconds = Float(60, help="How long the parent stays without a kernel.").tag(config=True)
    process = Any()

    async def launch_kernel(self, cmd: list[str], **kwargs: Anything) -> KernelConnectionInfo:
        """Fork the kernel, or start it."""
        if sys.platform != "linux":
            return await super().launch_kernel(cmd, **kwargs)
        try:
            self.process = forked = await asyncio.to_thread(self._forked, cmd, kwargs)
        except NotForked as problem:
            self.log.warning("The kernel starts in the plain way, since no warm one could be forked: %s.", problem)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = forked.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    def _forked(self, cmd: list[str], kwargs: dict[str, Anything]) -> Forked:
        from autograder.grading.warm.shared import SharedParent  # Windows has not all that it imports

        if cmd[0] != sys.executable or cmd[1:3] != KERNEL:
            raise NotForked(f"its command is not `{sys.executable} {' '.join(KERNEL)}`")
        if other := [name for name in kwargs if name not in FORKED and kwargs[name] is not None]:
            raise NotForked(f"it is to be started with {', '.join(other)}")
        environment = {**kwargs.get("env", os.environ), "JPY_PARENT_PID": str(os.getpid())}
        parent = SharedParent([*OF_A_KERNEL, *self.modules], environment, self.idle_seconds)
        with contextlib.ExitStack() as opened:
            output, errors = (
                _descriptor(kwargs.get(name), standard, opened) for name, standard in (("stdout", 1), ("stderr", 2))
            )
            work = Path(kwargs.get("cwd") or Path.cwd()).absolute()
            return parent.fork(cmd, work, environment, output, errors)


def _descriptor(given: Anything, standard: int, opened: contextlib.ExitStack) -> int:
    """Return the descriptor that subprocess would use for an argument. Raises NotForked for a pipe."""
    if given is None:
        return standard
    if given == subprocess.DEVNULL:
        return opened.enter_context(Path(os.devnull).open("w")).fileno()
    if given in (subprocess.PIPE, subprocess.STDOUT):
        raise NotForked("its output is to go to a pipe")
    return given if isinstance(given, int) else int(given.fileno())


class WarmKernelManager(AsyncKernelManager):
    """Manages one warm kernel of this Python, whatever kernelspecs are installed."""

    def __init__(self, **traits: Anything) -> None:
        super().__init__(**traits, kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
        self.provisioner = WarmProvisioner(kernel_id="kernel", kernel_spec=self.kernel_spec, parent=self)
