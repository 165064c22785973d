# The cell writes a file of a terabyte that uses no space, where evidence could be copied from.
# from: sandbox 4.3, 54
# aims: stop
# outcome: graded
# others: right
# score: at most 9
# needs: sandbox

# %% before="weigh"
with open("attack-sparse.npz", "wb") as file:
    try:
        file.truncate(10**12)
    except OSError as problem:
        print(problem)
