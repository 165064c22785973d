# The cell asks for memory until there is none, and uses all of it.
# from: sandbox 4.3, 53
# aims: stop
# outcome: graded
# score: at most 7
# others: right
# needs: sandbox

# %% exercise="weigh"
kept = []
while True:
    kept.append(bytearray(b"x") * 100_000_000)
