"""The actions of `aboveline caseload`, a module each."""
