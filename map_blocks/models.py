"""The map keeps its places in `consultation_blocks.MapContribution`; it has no table of its own."""
