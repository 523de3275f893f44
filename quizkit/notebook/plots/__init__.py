"""Plots of a learner's log: what each shows, as a chart, as an own small SVG, and as a table.

A figure's file turns rows into a `Plot`: a `picture.Picture` of layers with their numbers, and a
sentence. `svg` and `vega` draw the same picture, so chart, SVG and table never differ.
"""
