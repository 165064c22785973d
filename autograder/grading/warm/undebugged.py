"""Imported by the parent of graded kernels: nobody debugs these, and a debugger was half of a kernel's start."""

import importlib
import sys
from typing import Any

modules: dict[str, Any] = sys.modules
modules["debugpy"] = None  # ipykernel then finds none, and does without
importlib.import_module("ipykernel.debugger")
del modules["debugpy"]  # who asks for it by name gets it
