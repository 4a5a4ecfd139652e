"""How surely does a text carry a claim? A small network over words aligned by the encoder."""
