"""The commands, one a file. `quizkit.cli.main.COMMANDS` says which there are."""
