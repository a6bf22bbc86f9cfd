"""Files: an inspection folder on disk, and the spreadsheets and calendars that people send and open.

Takes: a folder with inspection.yaml and tables as CSV (to edit by hand) or Parquet (for size), or a spreadsheet.
Gives: its settings, its tables as text held to their declarations, its snapshot hash, sheets of text; writes all whole.
Never: leaves a file half written, or guesses at what it cannot read.
"""
