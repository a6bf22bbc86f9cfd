"""Scoring: what it comes to.

Takes: coded judgements, groups of cases, evidence ratings, discretions and the rules of the edition.
Gives: the Tally (counts per group, question and choice) and what rolls up from it: scores, ratings, grades, traces.
Never: rounds before the end, calls an absent score nought, or knows which engine counted.
"""
