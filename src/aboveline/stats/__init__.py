"""Stats: formulas.

Takes: numbers.
Gives: numbers.
Never: uses a word of the field.
"""
