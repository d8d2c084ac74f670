"""what crews' phones hold, ready notes, holidays; and a crew's jobs by when they were closed"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import backend.db.columns

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        'crew_phone',
        *(sa.Column(name, _TEXT(), nullable=False) for name in ('device_id', 'jurisdiction', 'crew_id', 'token_hash', 'app', 'epoch')),
        sa.Column('cursor', sa.BigInteger(), nullable=False),
        sa.Column('seen_at', backend.db.columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_crew_phone_jurisdiction')),
        sa.ForeignKeyConstraint(['crew_id'], ['crew.id'], name=op.f('fk_crew_phone_crew_id')),
        sa.PrimaryKeyConstraint('device_id', name=op.f('pk_crew_phone')),
    )
    op.create_index(op.f('ix_crew_phone_jurisdiction'), 'crew_phone', ['jurisdiction'])
    op.create_table(
        'note_template',
        *(sa.Column(name, _TEXT(), nullable=False) for name in ('jurisdiction', 'id', 'title', 'text')),
        sa.Column('outcome', _TEXT(), nullable=True),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_note_template_jurisdiction')),
        sa.PrimaryKeyConstraint('jurisdiction', 'id', name=op.f('pk_note_template')),
    )
    with op.batch_alter_table('jurisdiction', schema=None) as batch_op:
        batch_op.add_column(sa.Column('holidays', backend.db.columns.Json(), nullable=False, server_default='[]'))
    op.create_index('ix_work_order_crew', 'work_order', ['crew_id', 'closed_at'])
    op.drop_index(op.f('ix_work_order_crew_id'), table_name='work_order')


def downgrade() -> None:
    op.create_index(op.f('ix_work_order_crew_id'), 'work_order', ['crew_id'])
    op.drop_index('ix_work_order_crew', table_name='work_order')
    with op.batch_alter_table('jurisdiction', schema=None) as batch_op:
        batch_op.drop_column('holidays')
    op.drop_table('note_template')
    op.drop_table('crew_phone')
