"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

HEADS = {384: "forgotten-bias"}
HISTORY = {6: "total-forgotten"}
