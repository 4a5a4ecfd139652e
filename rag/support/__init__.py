"""How surely does a text carry a claim? Words aligned by the encoder, and both read together."""
