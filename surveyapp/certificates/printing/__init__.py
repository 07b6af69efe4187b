"""The print shop of the certificate: from plain values to the bytes of a PDF.

`lettering` measures text and `boxes` gives it a place; `drawing` writes line art, with which
`ornament`, `seal`, `instruments`, `radar` and `bars` draw; `page` puts all of it together and
`press` prints it.
"""
