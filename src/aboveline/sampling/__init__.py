"""Sampling: which cases are read.

Takes: the sampling plan of an edition and how many cases of each kind a sample holds.
Gives: what the plan says, and where a sample departs from it.
Never: draws a case without a receipt, or calls an assumed number published.
"""
