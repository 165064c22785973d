"""Where a submission's code runs: without network, without files but its own, within limits. `find()` returns it."""

from autograder.grading.sandbox.command import Command, Policy, Sandbox
from autograder.grading.sandbox.files import temporary_folder
from autograder.grading.sandbox.limits import Limits
from autograder.grading.sandbox.probe import SandboxError, Unsafe, find

__all__ = ["Command", "Limits", "Policy", "Sandbox", "SandboxError", "Unsafe", "find", "temporary_folder"]
