"""What a warm parent imports, and what it needs of the environment for that."""

from __future__ import annotations

# What every kernel imports, before its first cell.
OF_A_KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "sqlite3",
    "tornado.platform.asyncio",
)
# What a graded kernel imports beside that.
OF_GRADING = ("autograder.grading.harvest", "autograder.grading.warm.undebugged")
# What the course's chapters import.
OF_THE_COURSE = ("keras", "autograder.checks", "matplotlib.pyplot", "sklearn.datasets", "sklearn.model_selection")
# What sees at its import which notebook it is in, and so is imported again in each kernel.
AGAIN = ("autograder.checks",)

# What modules read of the environment when they are imported.
ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",  # a library with threads of its own cannot be forked
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as ipykernel says it before a notebook imports
    "JPY_PARENT_PID": "1",  # ipykernel's own watch is off: a forked kernel's parent is not who uses it
}
