"""Reports: what we say.

Takes: finished numbers and words of one scored inspection, as plain content without markup.
Gives: one accessible HTML page that stands alone: no script, no outside resource, the same bytes every time.
Never: works out a score, prints an absent score as nought, or shows a percentage without its base.
"""
