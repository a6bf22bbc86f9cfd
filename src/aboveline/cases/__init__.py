"""Cases: whom the body has, one row a person's case, with the facts that an edition may name.

Takes: a framework's case facts and a table of text.
Gives: the declaration of the case table of that edition, and the problems of a table held to it.
Never: holds a name, a date of birth or anything else that says who a case is: identities stand in a table apart.
"""
