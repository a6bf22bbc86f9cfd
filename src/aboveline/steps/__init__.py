"""Steps: what a team does, one after another: read, think, write.

Takes: a folder, a framework, a question.
Gives: what the rooms make of it, joined: tables read, judgements coded, engine and scoring brought together.
Never: does arithmetic, or holds a rule of its own.
"""
