"""which files of another system's requests were taken over"""

import sqlalchemy as sa
from alembic import op

import backend.db.columns

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'request_import',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('jurisdiction', sa.String(), nullable=False),
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('n_rows', sa.Integer(), nullable=False),
        sa.Column('imported_at', backend.db.columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_request_import_jurisdiction')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_request_import')),
    )
    op.create_index(op.f('ix_request_import_jurisdiction'), 'request_import', ['jurisdiction'])


def downgrade() -> None:
    op.drop_table('request_import')
