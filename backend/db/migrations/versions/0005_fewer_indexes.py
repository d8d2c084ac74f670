"""fewer indexes: keys that begin with what is looked up, and rows that lie in their key (ADR-0015)"""

from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

_CLUSTERED = {'sqlite_with_rowid': False}


def upgrade() -> None:
    _rekey('sync_feed', ['kind', 'id', 'jurisdiction', 'bucket'], unneeded='ix_sync_feed_thing')
    _rekey('request_entry', ['request_id', 'id'], unneeded='ix_request_entry_request_id')
    _rekey('work_log', ['work_order_id', 'id'], unneeded='ix_work_log_work_order_id')
    if op.get_context().dialect.name == 'sqlite':
        for name in ('sync_op', 'work_order_request'):
            with op.batch_alter_table(name, recreate='always', table_kwargs=_CLUSTERED):
                pass
    for name in ('service_request', 'work_order'):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f'ix_{name}_jurisdiction'))


def _rekey(name, key, unneeded):
    with op.batch_alter_table(name, table_kwargs=_CLUSTERED) as batch_op:
        batch_op.drop_index(unneeded)
        batch_op.drop_constraint(f'pk_{name}', type_='primary')
        batch_op.create_primary_key(f'pk_{name}', key)


def downgrade() -> None:
    for name in ('service_request', 'work_order'):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f'ix_{name}_jurisdiction'), ['jurisdiction'], unique=False)
    _restore('sync_feed', ['jurisdiction', 'bucket', 'kind', 'id'], 'ix_sync_feed_thing', ['kind', 'id'])
    _restore('request_entry', ['id'], 'ix_request_entry_request_id', ['request_id'])
    _restore('work_log', ['id'], 'ix_work_log_work_order_id', ['work_order_id'])


def _restore(name, key, index, columns):
    with op.batch_alter_table(name, schema=None) as batch_op:
        batch_op.drop_constraint(f'pk_{name}', type_='primary')
        batch_op.create_primary_key(f'pk_{name}', key)
        batch_op.create_index(index, columns, unique=False)
