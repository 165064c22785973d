# A list that holds itself, a dictionary of itself, and lists of lists that are a thousand million items when written.
# from: ours
# aims: stop
# outcome: graded
# score: 0

# %% exercise="foretell"
foretold = []
foretold.append(foretold)

# %% exercise="averages"
averages = ["x"]
for _ in range(30):
    averages = [averages, averages]

# %% exercise="weigh"
def weighted(values, weights):
    answer = {}
    answer["answer"] = answer
    return answer
