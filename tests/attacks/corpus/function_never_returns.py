# The function never returns, whatever it is asked; the rest is right.
# from: ours
# aims: stop
# outcome: graded
# score: at most 7
# others: right

# %% exercise="weigh"
def weighted(values, weights):
    while True:
        pass
