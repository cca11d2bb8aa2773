"""The rules of PDF/X-4 (ISO 15930-7) and PDF/X-1a:2003 (ISO 15930-4), a group of them a file.

Each check takes a ``PrintFile`` and yields what is wrong in it by the standard that it is held to.
What is alike on many pages is told of the first.
"""
