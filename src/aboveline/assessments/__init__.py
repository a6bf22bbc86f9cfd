"""Assessments: the sample judged, case by case, question by question.

Takes: a framework, its cases, who read which case, and the judgements made.
Gives: which questions are asked of whom, the problems of the judgements, the judgements coded for counting,
and of two readings which stands, by whose decision.
Never: weighs or averages a judgement, or lets a second reading score beside the one that stands.
"""
