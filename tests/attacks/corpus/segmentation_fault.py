# The kernel reads from address 0.
# from: sandbox 4.1, 20
# aims: stop
# outcome: graded
# score: 4
# others: right
# told: made the kernel die

# %% exercise="weigh"
import ctypes

ctypes.string_at(0)
