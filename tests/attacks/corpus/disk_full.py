# The working folder, the home and every temporary folder are filled.
# from: sandbox 4.3, 54
# aims: stop
# outcome: graded
# score: at most 9
# others: right
# needs: sandbox

# %% before="weigh"
import os

for folder in (".", os.path.expanduser("~"), "/tmp", "/dev/shm", "/var/tmp"):
    try:
        with open(os.path.join(folder, "attack-full"), "wb") as file:
            while True:
                file.write(b"x" * 10_000_000)
    except OSError as problem:
        print(folder, problem)
