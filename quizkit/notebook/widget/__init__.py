"""The widget: a quiz or a sitting in a cell, asked in the browser, judged in Python.

`play` holds what is shown and does what the browser wants; `state` turns views into plain values,
`commands` turns messages into actions; `panel` is the anywidget over them, `fallback` the HTML
where no widget can run. `widget.js` and `widget.css` are all that the browser gets besides.
"""
