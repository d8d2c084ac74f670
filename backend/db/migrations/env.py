"""Alembic runs this to upgrade a database or to write the next migration."""

from alembic import context
from sqlalchemy import create_engine

from backend.schema import METADATA

engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
