"""The demo corpus's gold coding: YAML with verbatim quotes, and what turns it into offsets."""
