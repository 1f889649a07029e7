"""The editorial desk: what was sent becomes articles, and what is known of each piece."""
