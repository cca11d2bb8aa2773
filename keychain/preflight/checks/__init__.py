"""The checks on a finished PDF, one family a module, each rule beside what finds it."""
