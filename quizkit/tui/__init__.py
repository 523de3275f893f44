"""The terminal screens, on Textual. They hold no rule: views come in, actions go out."""
