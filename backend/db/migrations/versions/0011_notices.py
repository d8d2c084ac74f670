"""who wants to be told of which request, what they are to be told, and a city's own words for it"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import backend.db.columns

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def _moment(name, nullable=True):
    return sa.Column(name, backend.db.columns.Moment(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        'subscription',
        sa.Column('request_id', _TEXT(), nullable=False),
        sa.Column('channel', _TEXT(), nullable=False),
        sa.Column('jurisdiction', _TEXT(), nullable=False),
        *(sa.Column(name, _TEXT(), nullable=False) for name in ('reference', 'device_id', 'address', 'p256dh', 'auth', 'locale')),
        sa.Column('token', _TEXT(), nullable=False),
        _moment('created_at', False),
        _moment('confirmed_at'),
        _moment('ended_at'),
        sa.Column('ended_why', _TEXT(), nullable=False),
        _moment('ends_at'),
        _moment('leased_until'),
        sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_subscription_jurisdiction')),
        sa.PrimaryKeyConstraint('request_id', 'channel', name=op.f('pk_subscription')),
        sa.UniqueConstraint('token', name=op.f('uq_subscription_token')),
    )
    op.create_index(op.f('ix_subscription_address'), 'subscription', ['address'])
    op.create_table(
        'notice',
        *(sa.Column(name, _TEXT(), nullable=False) for name in ('request_id', 'channel', 'line_id', 'jurisdiction')),
        *(sa.Column(name, _TEXT(), nullable=False) for name in ('state', 'reference', 'service_code', 'note')),
        sa.Column('is_urgent', sa.Boolean(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        _moment('created_at', False),
        _moment('due_at'),
        sa.Column('tries', sa.Integer(), nullable=False),
        _moment('sent_at'),
        _moment('failed_at'),
        sa.Column('failure', _TEXT(), nullable=False),
        sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_notice_jurisdiction')),
        sa.PrimaryKeyConstraint('request_id', 'channel', 'line_id', name=op.f('pk_notice')),
    )
    op.create_index('ix_notice_due_at', 'notice', ['due_at'])
    op.create_table(
        'notice_template',
        *(sa.Column(name, _TEXT(), nullable=False) for name in ('jurisdiction', 'service_code', 'state', 'locale')),
        sa.Column('subject', _TEXT(), nullable=False),
        sa.Column('body', _TEXT(), nullable=False),
        sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_notice_template_jurisdiction')),
        sa.PrimaryKeyConstraint('jurisdiction', 'service_code', 'state', 'locale', name=op.f('pk_notice_template')),
    )


def downgrade() -> None:
    op.drop_table('notice_template')
    op.drop_table('notice')
    op.drop_table('subscription')
