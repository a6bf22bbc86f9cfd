"""Reports: what we say.

Takes: finished numbers and words of one scored inspection, as plain content without markup.
Gives: accessible HTML pages that stand alone (no script, no outside resource, the same bytes every time), and every
table of a report as data with what its columns mean.
Never: works out a score, prints an absent score as nought, or shows a percentage without its base.
"""
