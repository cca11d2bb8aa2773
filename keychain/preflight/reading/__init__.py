"""One small wrapper for each outside library; what leaves this package is plain values.

``objects`` and its neighbours read the file's objects with pikepdf, ``pages`` its text and pixels
with pypdfium2, ``codes`` decodes QR symbols with zxing-cpp.
"""
