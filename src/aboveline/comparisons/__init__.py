"""Comparisons: what a score stands beside.

Takes: scores, tallies and the basis on which two visits can be compared.
Gives: the first visit beside the follow-up, on the same basis, with national averages.
Never: reads a file or a judgement, or compares on bases that differ without saying so.
"""
