"""The actions of `aboveline sample`, a module each."""
