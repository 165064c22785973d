"""Models' graphs as data: read, brought into one form, compared up to renaming, drawn.

The way is reading (a model's config) → canonical (equivalent spellings made one) → matching (up to renaming) →
difference (why) and drawing (the picture). The checks ``same_graph`` and ``which_drawing`` stand on it.
"""
