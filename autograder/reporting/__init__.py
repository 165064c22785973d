"""What comes out of grading, for people: tables, feedback pages, the class report."""
