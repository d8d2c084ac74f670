"""whose closing a photo belongs to"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('attachment', sa.Column('crew_id', sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column('attachment', 'crew_id')
