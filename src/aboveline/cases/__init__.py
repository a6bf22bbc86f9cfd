"""Cases: whom the body has, one row a person's case, with the facts that an edition may name.

Takes: a framework's case facts, and the sheets of a body's spreadsheet as text.
Gives: the caseload, recognised and coded, with every fault by row; the declaration of the case table of that edition.
Never: lets a name, a date of birth or anything else that says who a case is into the case table: they stand apart.
"""
