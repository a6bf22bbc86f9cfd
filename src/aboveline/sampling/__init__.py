"""Sampling: which cases are read.

Takes: the sampling plan of an edition, a frame of cases with their facts, and a seed.
Gives: how many cases of each kind, which ones, their exact chances and weights, and a receipt that repeats the draw.
Never: uses chance that cannot be repeated, or calls an assumed number published.
"""
