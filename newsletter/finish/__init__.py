"""From pages to what a print shop takes: the press standard, its printing condition, the marks round the trim."""
