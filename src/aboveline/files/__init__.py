"""Files: an inspection folder on disk.

Takes: a folder with inspection.yaml and tables as CSV (to edit by hand) or Parquet (for size).
Gives: its settings, its tables as text held to their declarations, its snapshot hash; and writes new ones whole.
Never: leaves a file half written, or guesses at what it cannot read.
"""
