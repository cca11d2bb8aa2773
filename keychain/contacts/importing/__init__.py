"""People's own lists brought into a directory: what is certain is taken, what is doubtful is told.

``reading`` turns bytes of a spreadsheet or of vCards into :class:`~.table.ListFile`, cells of text
at their places; the rest finds out what the cells mean.
"""
