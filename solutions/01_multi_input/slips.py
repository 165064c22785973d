"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

PARAMETERS = {2_909_812: "swapped-embedding", 999_360: "forgotten-bias"}
