"""The command line: one command a file, each imported only when it is called.

A command holds arguments, one call and output; every rule lives in the layers below.
"""
