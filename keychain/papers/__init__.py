"""The papers that go with sheets: job ticket, hand-out lists, and the proof that is signed.

Composed as plain data (``model``), which ``keychain.pdf.papers`` writes. Start with ``ticket``.
"""
