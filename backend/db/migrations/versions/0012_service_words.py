"""what a service is called in other languages, and in how many working days it is to be done"""

import sqlalchemy as sa
from alembic import op

import backend.db.columns

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.add_column(sa.Column('expected_days', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('translations', backend.db.columns.Json(), nullable=False, server_default='{}'))


def downgrade() -> None:
    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.drop_column('translations')
        batch_op.drop_column('expected_days')
