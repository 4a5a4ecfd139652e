"""The product: ask a question of stored news articles, get a cited and checked answer."""
