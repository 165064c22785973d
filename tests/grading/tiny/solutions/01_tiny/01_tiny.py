# %% [markdown]
# # A tiny chapter
#
# ![One dot](dot.svg)
# Small enough to be graded in a second. It has what a chapter has, and no Keras.

# %% locked="setup"
import numbers_data
import tinycheck as check

# %%
numbers = numbers_data.NUMBERS
numbers

# %% tags=["demo"]
import operator

two = 2
print(operator.add(two, two))

# %% [markdown]
# ### Exercise 1 · Double
# Write `double`, which doubles a number.

# %% exercise="double"
double = None


### BEGIN SOLUTION
def double(n):
    return 2 * n


### END SOLUTION

# %% check="double-works" points=2
check.doubles(double, 4)
### BEGIN HIDDEN TESTS
secret_number = 21
check.doubles(double, secret_number)
### END HIDDEN TESTS

# %% tags=["demo"]
import time

time.sleep(0.1)
print("a demonstration that takes its time")

# %% [markdown]
# ### Exercise 2 · Total
# Put the sum of `numbers` into `total`.

# %% exercise="total"
total = None
### BEGIN SOLUTION
total = sum(numbers)
### END SOLUTION

# %% check="total-right" points=1
check.equals("total", total, 6)

# %% [markdown]
# ### Exercise 3 · Largest
# Put the largest of `numbers` into `largest`.

# %% exercise="largest"
largest = None
### BEGIN SOLUTION
largest = max(numbers)
### END SOLUTION

# %% check="largest-right" points=1
check.equals("largest", largest, 3)
