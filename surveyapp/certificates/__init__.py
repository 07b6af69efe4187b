"""Certificates: the serial, the values that are printed and the PDF made from them.

The document is made from plain values alone, so that it can be made again years later without
the assessment, the database or the web beside it.
"""
