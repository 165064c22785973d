# An error's message clears the terminal, changes its title, hides text, and reads from right to left.
# from: sandbox 4.4, 72
# aims: stop
# outcome: graded
# score: 7
# others: right

# %% exercise="weigh"
raise ValueError("\x1b[2J\x1b]0;owned\x07\x1b[8m hidden \u202e backwards \x00 \r\n \x9b31m" + "x" * 100_000)
