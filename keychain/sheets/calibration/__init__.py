"""The sheet that a printer's errors are measured on, and what the measurements come to."""
