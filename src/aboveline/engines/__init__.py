"""Engines: the one heavy step, counting judgements, on several sizes of machine.

Takes: coded judgements and the stratum of each case.
Gives: whole-number counts by stratum, question and code, equal to the last digit whichever engine counted.
Never: rolls up, rounds, or knows what a criterion is.
"""
