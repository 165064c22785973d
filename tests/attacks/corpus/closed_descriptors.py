# The kernel closes every descriptor that it has.
# from: ours
# aims: stop
# outcome: graded, needs a human
# score: at most 7
# others: right

# %% exercise="weigh"
import os

os.closerange(0, 4096)
