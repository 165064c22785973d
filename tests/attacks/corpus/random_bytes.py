# The file holds the machine code of a program.
# from: sandbox 4.2, 39
# aims: stop
# outcome: refused
# told: not UTF-8
import sys
from pathlib import Path


def make(folder, chapter):
    (folder / f"{chapter.name}.ipynb").write_bytes(Path(sys.executable).read_bytes()[:100_000])
