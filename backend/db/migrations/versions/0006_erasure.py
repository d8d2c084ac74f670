"""reports that were erased, the version of what is held, how far a device's ops are forgotten, sign-ins taken back"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import backend.db.columns

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('erased_at', backend.db.columns.Moment(), nullable=True))

    with op.batch_alter_table('held_op', schema=None) as batch_op:
        batch_op.add_column(sa.Column('v', sa.Integer(), nullable=False, server_default='1'))

    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('wipe', sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table('sync_device', schema=None) as batch_op:
        batch_op.add_column(sa.Column('forgotten_mid', sa.BigInteger(), nullable=False, server_default='0'))


def downgrade() -> None:
    with op.batch_alter_table('sync_device', schema=None) as batch_op:
        batch_op.drop_column('forgotten_mid')

    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_column('wipe')

    with op.batch_alter_table('held_op', schema=None) as batch_op:
        batch_op.drop_column('v')

    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.drop_column('erased_at')
