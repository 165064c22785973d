# The cell prints without end.
# from: sandbox 4.3, 55
# aims: stop
# outcome: graded
# score: 4
# others: right
# told: printed more than
# stock: not run

# %% exercise="weigh"
while True:
    print("x" * 100_000, flush=True)
