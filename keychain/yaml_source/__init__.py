"""Stage 1: YAML text into nodes with file, line and column; nothing typed, nothing dropped."""

from keychain.yaml_source.document import YamlDocument, read_yaml

__all__ = ["YamlDocument", "read_yaml"]
