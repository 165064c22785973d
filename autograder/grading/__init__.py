"""The way of one submission: submission, run, verdict, gradebook."""
