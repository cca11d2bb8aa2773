"""The figures that paper, press and eye ask for, one family a file."""
