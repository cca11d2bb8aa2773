"""Telephone numbers of Viet Nam: read as text, accepted or refused, never corrected."""

from keychain.contacts.phones.number import Kind, PhoneNumber
from keychain.contacts.phones.reading import read_phone

__all__ = ["Kind", "PhoneNumber", "read_phone"]
