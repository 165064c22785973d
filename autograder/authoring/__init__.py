"""From a chapter's text source to the executed page and the notebook students get."""
