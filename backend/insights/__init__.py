"""Read-only numbers for managers, each with its definition. It may read any table and writes none."""
