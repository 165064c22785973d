"""The commands, one file each: their words, options, bars and exit codes; the work is done elsewhere."""
