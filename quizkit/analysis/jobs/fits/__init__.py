"""The job `fit`: histories as columns, many lessons, the library in a process of its own."""
