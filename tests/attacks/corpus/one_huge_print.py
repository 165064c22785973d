# The cell prints 200 MB at once.
# from: sandbox 4.3, 55
# aims: stop
# outcome: graded
# score: 4
# others: right
# told: printed more than
# stock: not run

# %% exercise="weigh"
print("x" * 200_000_000)
