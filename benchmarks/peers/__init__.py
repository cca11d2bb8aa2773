"""The same sheets by other means: each a script that a capable person would write in a day.

``python -m benchmarks.peers.NAME work.json out.pdf`` sets one face of every tag, 24 on an A4, with
the same texts in the same font and a QR code of the same payload. None checks a number, reads one
back or sees whether a text fits.
"""
