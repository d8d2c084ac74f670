"""The life of the demo city: a script of reports and work, and phones that send it as real ones do."""
