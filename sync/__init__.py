"""Everything that must be proven: the messages, the pure decision, the client engine.

No framework, no database, no browser interface except through a port. README.md states the rules.
"""
