"""The report of ``keychain verify`` as one page of HTML that needs nothing beside itself."""
