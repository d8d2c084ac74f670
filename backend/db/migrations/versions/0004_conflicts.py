"""the whole conflict table: what requests and jobs remember, held ops, rights that ended"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import backend.db.columns

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('lost_right',
    sa.Column('account_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('on', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('ver', sa.Integer(), nullable=False),
    sa.Column('crew_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('left_at', backend.db.columns.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_lost_right_account_id')),
    sa.ForeignKeyConstraint(['crew_id'], ['crew.id'], name=op.f('fk_lost_right_crew_id')),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_lost_right_jurisdiction')),
    sa.PrimaryKeyConstraint('account_id', 'on', name=op.f('pk_lost_right'))
    )
    op.create_table('held_op',
    sa.Column('op_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('device_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('on', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('base', sa.BigInteger(), nullable=False),
    sa.Column('args', backend.db.columns.Json(), nullable=False),
    sa.Column('author', backend.db.columns.Json(), nullable=False),
    sa.Column('why', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('detail', backend.db.columns.Json(), nullable=True),
    sa.Column('ver', sa.Integer(), nullable=False),
    sa.Column('occurred_at', backend.db.columns.Moment(), nullable=False),
    sa.Column('received_at', backend.db.columns.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['sync_device.id'], name=op.f('fk_held_op_device_id')),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_held_op_jurisdiction')),
    sa.PrimaryKeyConstraint('op_id', name=op.f('pk_held_op'))
    )
    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('priority', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default='normal'))
        batch_op.add_column(sa.Column('closed_at', backend.db.columns.Moment(), nullable=True))
        batch_op.add_column(sa.Column('duplicate_of', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column('follows', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column('rating', sa.Integer(), nullable=True))

    with op.batch_alter_table('work_log', schema=None) as batch_op:
        batch_op.add_column(sa.Column('minutes', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('materials', backend.db.columns.Json(), nullable=False, server_default=sa.text("'[]'")))

    with op.batch_alter_table('work_order', schema=None) as batch_op:
        batch_op.add_column(sa.Column('scheduled_from_at', backend.db.columns.Moment(), nullable=True))
        batch_op.add_column(sa.Column('scheduled_until_at', backend.db.columns.Moment(), nullable=True))
        batch_op.add_column(sa.Column('instructions', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))

    # Older rows do not say when they were over; the last change is the nearest thing to it.
    op.execute("UPDATE service_request SET closed_at = updated_at WHERE status IN ('resolved', 'closed')")


def downgrade() -> None:
    with op.batch_alter_table('work_order', schema=None) as batch_op:
        batch_op.drop_column('instructions')
        batch_op.drop_column('scheduled_until_at')
        batch_op.drop_column('scheduled_from_at')

    with op.batch_alter_table('work_log', schema=None) as batch_op:
        batch_op.drop_column('materials')
        batch_op.drop_column('minutes')

    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.drop_column('rating')
        batch_op.drop_column('follows')
        batch_op.drop_column('duplicate_of')
        batch_op.drop_column('closed_at')
        batch_op.drop_column('priority')

    op.drop_table('held_op')
    op.drop_table('lost_right')
