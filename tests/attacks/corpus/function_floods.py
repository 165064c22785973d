# The function prints without end when it is asked.
# from: ours
# aims: stop
# outcome: graded
# score: at most 7
# others: right
# stock: not run

# %% exercise="weigh"
def weighted(values, weights):
    while True:
        print("x" * 100_000)
