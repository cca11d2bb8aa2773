"""The manual: its examples, its pictures, and the pages that the program writes itself."""
