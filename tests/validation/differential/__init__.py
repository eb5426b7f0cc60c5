"""Our engine and the judge beside each other, on real documents and on documents with a fault put in."""
