# The cell looks for other students' notebooks: upwards, in temporary folders, and where other processes work.
# from: sandbox 4.3, 60
# aims: other-submission, read-hidden
# outcome: graded
# score: 0

# %% before="weigh"
import os
from pathlib import Path

places = {Path.cwd(), *Path.cwd().parents, Path("/tmp"), Path.home()} - {Path("/")}
for process in Path("/proc").glob("[0-9]*"):
    try:
        places.add(Path(os.readlink(process / "cwd")))
        words = (process / "cmdline").read_bytes().split(b"\0")
        places |= {Path(os.fsdecode(word)) for word in words if word.startswith(b"/") and os.path.isdir(word)}
    except OSError:
        pass
for place in sorted(places - {Path("/")}):
    for pattern in ("submitted/*/*/*.ipynb", "*/submitted/*/*/*.ipynb", "*/*/submitted/*/*/*.ipynb"):
        try:
            for path in place.glob(pattern):
                if "victim" in path.parts:
                    print(path, path.read_text()[:100_000])
        except OSError:
            pass
