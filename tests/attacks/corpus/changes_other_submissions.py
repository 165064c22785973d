# The cell looks for other students' submissions and empties the victim's before it is graded.
# from: ours
# aims: other-submission
# outcome: graded
# score: 0

# %% before="weigh"
import os
from pathlib import Path

for process in Path("/proc").glob("[0-9]*"):
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        continue
    for word in words:
        folder = Path(os.fsdecode(word)) / "submitted"
        if word.startswith(b"/") and "attacked-class" in str(folder) and folder.is_dir():
            for path in folder.glob("*victim*/*/*.ipynb"):
                path.write_text("{}")
