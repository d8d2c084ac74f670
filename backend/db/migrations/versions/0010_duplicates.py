"""where a request lies as one number, how many follow it, what a photo looks like"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cell', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('followers', sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('likeness', sa.BigInteger(), nullable=True))
    _fill()
    op.create_index('ix_service_request_near', 'service_request', ['jurisdiction', 'cell', 'closed_at'])
    op.create_index('ix_service_request_recorded', 'service_request', ['jurisdiction', 'recorded_at'])


def _fill() -> None:
    """As backend/db/cells.py numbers them; both are whole numbers from nought on, so cutting off is rounding down."""
    whole = 'trunc({})::bigint' if op.get_context().dialect.name == 'postgresql' else 'CAST({} AS INTEGER)'
    row, column = whole.format('(lat + 90) * 1000'), whole.format('(lon + 180) * 1000')
    op.execute(
        f'UPDATE service_request SET cell = (CASE WHEN {row} > 179999 THEN 179999 ELSE {row} END) * 360000'
        f' + {column} % 360000 WHERE lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180'
    )
    op.execute(
        'UPDATE service_request SET followers ='
        ' (SELECT count(*) FROM service_request f WHERE f.duplicate_of = service_request.id)'
        ' WHERE id IN (SELECT duplicate_of FROM service_request WHERE duplicate_of IS NOT NULL)'
    )


def downgrade() -> None:
    op.drop_index('ix_service_request_recorded', 'service_request')
    op.drop_index('ix_service_request_near', 'service_request')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_column('likeness')
    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.drop_column('followers')
        batch_op.drop_column('cell')
