"""The bench: how fast Aboveline is, beside its peers, in one run. `make bench` prints the table and writes it down.

Takes: nothing but the machine it runs on; every input is made up here, from fixed seeds.
Gives: `bench/table.md`, an entry in `bench/history.json`, and docs/reference/benchmarks.md.
Never: trusts a time before the numbers beside it are equal, or a ratio of two runs.
"""
