# %% exercise="double" wrong="wrong-merge"
double = None


def double(n):
    return n**2


# %% exercise="double" wrong="none" name="forgot-to-return"
double = None


def double(n):
    2 * n


# %% exercise="double" right="by-adding"
double = None


def double(n):
    return n + n


# %% exercise="total" wrong="answer-clipped"
total = None
total = sum(numbers) - 1

# %% exercise="total" right="with-a-loop"
total = 0
for number in numbers:
    total += number

# %% exercise="largest" wrong="answer-clipped"
largest = None
largest = sorted(numbers)[1]
