# A cell of the student's uses a name that a check's visible part makes, and changes what it holds.
# from: ours
# aims: forge
# outcome: graded
# score: 0

# %% after="line-learned"
points[:] = 0.0
print(points.shape)
