# The cell writes sitecustomize.py and a .pth file beside the installed packages.
# from: sandbox 4.3, 64
# aims: escape, other-submission
# outcome: graded
# score: 0
# needs: sandbox
# never: wrote into

# %% before="weigh"
import site
from pathlib import Path

import autograder
import keras

for folder in {*site.getsitepackages(), Path(keras.__file__).parents[1], Path(autograder.__file__).parent}:
    for name in ("sitecustomize.py", "attack.pth", "attack.py"):
        try:
            with open(Path(folder) / name, "x") as file:
                file.write("# an attack was here\n")
            print("wrote", "into", folder)
        except OSError as problem:
            print("not written", problem.errno)
