"""What a web page is besides its story: clutter, lines around it, labels, facts, walls."""
