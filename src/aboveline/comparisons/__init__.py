"""Comparisons: what a score stands beside.

Takes: scores, tallies, how the cases were drawn, and the basis on which two visits can be compared.
Gives: how sure each score is; groups beside the rest, a follow-up beside the first visit, a body beside others, one
thing over time, one reader beside another, what people said: each with what chance alone might do.
Never: reads a file or a judgement, compares on bases that differ without saying so, or infers from constructed cases.
"""
