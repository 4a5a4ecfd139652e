"""What dates a text names, and which days of publication a question asks for. Pure."""
