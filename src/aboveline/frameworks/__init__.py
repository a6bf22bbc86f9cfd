"""Frameworks: what we judge by, as documents.

Takes: edition folders (framework.yaml, questions/*.yaml, examples.yaml) and the catalogue of case facts.
Gives: `Framework`, immutable, with the content hash an inspection pins; and every problem with its file and line.
Never: knows of cases, judgements or scores; runs code from an edition.
"""
