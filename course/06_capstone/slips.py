"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

READS = {
    "price from sender": {True: "other-weight-priced"},
    "disputed from sender": {False: "one-sided-comparison"},
    "disputed from clerk": {False: "one-sided-comparison"},
}
HURT = {
    "codes joined end to end, one unit": {"neither": "additive-head", "price": "additive-head"},
    "no hidden layer for price": {"neither": "products-from-sums", "disputed": "products-from-sums"},
}
