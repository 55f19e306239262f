"""The embedded multi-task model at run time.

`crossread.extract.model.tagger.Tagger.load().tag(text, sentences)`.
"""
