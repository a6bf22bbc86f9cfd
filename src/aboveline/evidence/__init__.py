"""Evidence: what else was heard and seen, beside the cases.

Takes: ratings of evidence items, grades given, surveys, performance figures, recommendations.
Gives: the declarations of those tables and their problems.
Never: turns evidence into a grade: scoring does.
"""
