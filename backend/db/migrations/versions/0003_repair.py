"""what repair needs: whom a device carries on, and what each bucket holds in two numbers, what could not be read"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import backend.db.columns
from sync.protocol.check import mark

revision = '0003'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('sync_device', schema=None) as batch_op:
        batch_op.add_column(sa.Column('root', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    bucket = op.create_table('sync_bucket',
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('bucket', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('n_live', sa.Integer(), nullable=False),
    sa.Column('digest', sa.BigInteger(), nullable=False),
    sa.Column('floor_seq', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('jurisdiction', 'bucket', name=op.f('pk_sync_bucket'))
    )
    op.create_table('sync_mark',
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('marked_at', backend.db.columns.Moment(), nullable=False),
    sa.Column('head', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('jurisdiction', 'marked_at', name=op.f('pk_sync_mark'))
    )
    op.create_table('sync_quarantine',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('device_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('received_at', backend.db.columns.Moment(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_sync_quarantine_jurisdiction')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_quarantine'))
    )
    with op.batch_alter_table('sync_quarantine', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sync_quarantine_device_id'), ['device_id'], unique=False)

    op.bulk_insert(bucket, _counted())


def _counted():
    counted = {}
    rows = op.get_bind().execute(sa.text("SELECT jurisdiction, bucket, kind, id, ver FROM sync_feed WHERE op = 'put'"))
    for jurisdiction, bucket, kind, id, ver in rows:
        n_live, digest = counted.get((jurisdiction, bucket), (0, 0))
        counted[jurisdiction, bucket] = (n_live + 1, (digest + mark(kind, id, ver)) % 2**32)
    return [
        {'jurisdiction': jurisdiction, 'bucket': bucket, 'n_live': n_live, 'digest': digest, 'floor_seq': 0}
        for (jurisdiction, bucket), (n_live, digest) in counted.items()
    ]


def downgrade() -> None:
    op.drop_table('sync_quarantine')
    op.drop_table('sync_mark')
    op.drop_table('sync_bucket')
    with op.batch_alter_table('sync_device', schema=None) as batch_op:
        batch_op.drop_column('root')
