"""Files of strangers: read within limits, cleaned, or refused."""
