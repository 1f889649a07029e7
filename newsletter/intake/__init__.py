"""Files become values: everything that reads issues, layouts and the font catalogue, with the place of each fault."""
