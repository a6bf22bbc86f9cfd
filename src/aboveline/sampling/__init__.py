"""Sampling: which cases are read.

Takes: a caseload, the rules and the plan of an edition or of the inspection itself, a dealing key and a seed.
Gives: who is eligible and who is left out, the sealed frame, how many cases of each kind, which ones with their exact
chances, a receipt that repeats the draw, who reads which case and when, and the sample beside its frame.
Never: uses chance that cannot be repeated, or calls an assumed number published.
"""
