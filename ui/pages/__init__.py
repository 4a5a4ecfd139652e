"""The pages beside the chat; each module's `lay_out` is called where ui/page.py makes its route."""
