"""Output formats, one file each; ``ALL`` lists them in the order of a build."""
