"""The stages in their order, for a village, a commune, and for a PDF that is read back.

1. ``sources``      contacts files and layouts, read and checked
2. ``lots``         who and how many: what each PDF is to hold
3. ``book``         a lot composed, laid out and imposed
4. ``expectation``  what the PDF of a book must hold
5. ``village``      a lot as PDF bytes, verified, and its lists: values in, values out
6. ``order``        many lots in hand at once, by ``workers`` or a ``cluster``, results in order
7. ``output``       folders, names, and what an earlier build left there
8. ``run``          all of it, commune by commune as ``begin`` gives them, and what is ``kept``
9. ``reread``       a finished PDF compared with today's directory

Beside them ``preview`` and ``raster`` make pictures of tags and sheets with ``guides`` over them,
and ``catalogue`` tries what a layout can do with the village of ``sample``.

Functions here report through diagnostics and return; words, clock and exit codes are the edge's.
"""
