"""A layout file and its parents, read into a LayoutSpec, with every fault in one run."""
