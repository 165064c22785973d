# The cell never ends; it can be interrupted.
# from: sandbox 4.1, 22
# aims: stop
# outcome: graded
# score: 7
# others: right
# told: took longer than

# %% exercise="weigh"
while True:
    pass
