"""Formats of one file: text, one workbook, JSON."""
