"""Changes of a directory: steps, made on the file's text and proven on its values."""

from keychain.contacts.editing.edit import Edited, edit_contacts
from keychain.contacts.editing.rotation import Rotation, rotate

__all__ = ["Edited", "Rotation", "edit_contacts", "rotate"]
