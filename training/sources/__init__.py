"""One module per corpus: each turns its files into the canonical rows of `training.rows`."""
