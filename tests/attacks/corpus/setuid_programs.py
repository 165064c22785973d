# The cell looks for programs that run as another user, and asks to become one.
# from: ours
# aims: escape
# outcome: graded
# score: 0
# never: is root

# %% before="weigh"
import os

try:
    os.setuid(0)
except OSError as problem:
    print(problem.errno)
print("is" if os.geteuid() == 0 and os.access("/etc/shadow", os.R_OK) else "is not", "root")
