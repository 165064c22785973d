"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

READS = {
    "price from sender": {True: "other-weight-priced"},
    "price from clerk": {False: "other-weight-priced"},
    "disputed from sender": {False: "one-sided-comparison"},
    "disputed from clerk": {False: "one-sided-comparison"},
}
HURT = {
    "two readers": {"price": "difference-within-seeds", "disputed": "difference-within-seeds"},
    "codes joined end to end, one unit": {"neither": "additive-head"},
    "|a - b|, one unit": {"price": "difference-within-seeds", "disputed": "difference-within-seeds"},
    "no hidden layer for price": {"neither": "products-from-sums"},
    "prices in euros": {"price": "raw-units-hurt-the-amount"},
    "a third head, the weight": {"price": "difference-within-seeds", "disputed": "difference-within-seeds"},
}
