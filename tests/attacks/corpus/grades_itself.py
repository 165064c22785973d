# The notebook runs `autograder grade` and its library's inner parts on whatever it finds.
# from: ours
# aims: forge, other-submission
# outcome: graded
# score: 0

# %% before="weigh"
import contextlib
import os
import subprocess
import sys
from pathlib import Path

for process in Path("/proc").glob("[0-9]*"):
    with contextlib.suppress(OSError):
        words = (process / "cmdline").read_bytes().split(b"\0")
        if b"grade" in words and any(b"attacked-class" in word for word in words):
            folder = next(os.fsdecode(word) for word in words if b"attacked-class" in word)
            command = [sys.executable, "-m", "autograder.cli", "export", "--class", folder]
            print(subprocess.run(command, capture_output=True, text=True, timeout=5).returncode)
