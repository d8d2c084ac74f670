"""The database: connections, the one way to write, column types, migrations."""
