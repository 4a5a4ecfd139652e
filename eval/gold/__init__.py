"""Gold questions: their format, its checks, and what else can be turned into it."""
