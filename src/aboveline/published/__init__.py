"""Published: figures printed in real reports, and inspections rebuilt so that constructed cases give those figures.

Takes: the library of this room (facts of cases, counts solved beforehand, printed figures) and an edition.
Gives: which inspections are rebuilt, the files of an inspection folder for each, the figures each report printed,
and where those figures contradict one another.
Never: solves for counts, draws at random, or forces together figures that exclude each other.
"""
