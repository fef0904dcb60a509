"""Values drawn for a terminal: 80 columns, calm, wide characters aligned."""
