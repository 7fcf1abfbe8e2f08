"""BİMER: a citizen's application travels from filing to answer."""

__version__ = "0.1.0"
