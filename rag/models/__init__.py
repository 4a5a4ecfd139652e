"""Embedders, chat models and the files they are made of."""
