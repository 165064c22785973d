# Processes count on every processor and outlast the cell.
# from: sandbox 4.3, 57
# aims: stop
# outcome: graded
# score: 9
# others: right
# needs: sandbox

# %% before="weigh"
import subprocess
import sys

for _ in range(8):
    subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
