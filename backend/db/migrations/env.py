"""Alembic runs this to upgrade a database or to write the next migration."""

from alembic import context
from sqlalchemy import create_engine, func, select

from backend.schema import METADATA

_MIGRATING = 311

engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # several processes may start at once: one migrates, the rest wait
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        context.run_migrations()
engine.dispose()
