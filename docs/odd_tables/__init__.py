"""The tables of docs/odd.md, each made from the code by a function of its name."""
