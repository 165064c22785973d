# The cell asks the person at the keyboard, of whom there is none.
# from: ours
# aims: stop
# outcome: graded
# score: 7
# others: right

# %% exercise="weigh"
answer = input("Your answer, please? ")
raise ValueError(answer)
