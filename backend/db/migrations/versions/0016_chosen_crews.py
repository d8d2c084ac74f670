"""which crew the desk had chosen for a report before it was merged"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('service_request', sa.Column('chosen_crew_id', sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column('service_request', 'chosen_crew_id')
