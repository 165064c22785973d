"""Where a class and its grades are kept: its folder, the journal of what became of each, and nbgrader's database."""
