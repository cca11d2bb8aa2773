"""Stages 2 and 3: contacts.yaml checked, and who is responsible for each village on a day."""

from keychain.contacts.reading import read_contacts

__all__ = ["read_contacts"]
