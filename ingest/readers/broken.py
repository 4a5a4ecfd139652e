"""What parsers of other people's making raise when they are given a broken file. Stdlib only."""

import struct
import zlib

# lxml, pypdf, python-docx and trafilatura let all of these out on malformed input; a defect in one
# file must not stop the others. SyntaxError is what lxml's XMLSyntaxError derives from.
BROKEN: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
