"""every closing of a job as a fact, what the desk decided of it, and who of the staff wrote a line"""

import sqlalchemy as sa
from alembic import op

import backend.db.columns

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('work_order', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closings', backend.db.columns.Json(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('settled', backend.db.columns.Json(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('moved', backend.db.columns.Json(), nullable=True))
    for log in ('work_log', 'request_entry'):
        with op.batch_alter_table(log, schema=None) as batch_op:
            batch_op.add_column(sa.Column('name', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('held_op', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reviewed', backend.db.columns.Json(), nullable=True))
        batch_op.add_column(sa.Column('reviewer_device', sa.String(), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('held_op', schema=None) as batch_op:
        batch_op.drop_column('reviewer_device')
        batch_op.drop_column('reviewed')
    for log in ('request_entry', 'work_log'):
        with op.batch_alter_table(log, schema=None) as batch_op:
            batch_op.drop_column('name')
    with op.batch_alter_table('work_order', schema=None) as batch_op:
        batch_op.drop_column('moved')
        batch_op.drop_column('settled')
        batch_op.drop_column('closings')
