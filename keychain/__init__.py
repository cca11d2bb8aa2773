"""keychain: from a YAML directory of officers to verified sheets of key-ring tags.

Data flows one way, through values that do not change once made:

1. read      ``yaml_source``  YAML text → nodes with file, line and column
2. check     ``contacts``     nodes → Contacts and diagnostics
3. choose    ``contacts.roster``  Contacts and a day → who is responsible for each village
4. compose   ``tags``         roster → TagContent: texts, numbers, QR symbols
5. lay out   ``layout``       TagContent and LayoutSpec → PlacedTag: items at fixed places in mm
6. impose    ``sheets``       placed tags and quantities → Sheets: grid, duplex backs, marks
7. write     ``pdf``          sheets → PDF bytes
8. verify    ``preflight``    PDF bytes and what was expected → findings

``build`` runs the stages; ``cli`` is the edge, the only place that prints and exits.
"""

__version__ = "0.1.0"
