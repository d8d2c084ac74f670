"""versions of responsibility layers, and crews that are agencies outside the city"""

from datetime import UTC, datetime

import sqlalchemy as sa
import sqlmodel
from alembic import op

import backend.db.columns

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('layer_version',
    sa.Column('layer_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('file_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('findings', backend.db.columns.Json(), nullable=False),
    sa.Column('made_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('made_at', backend.db.columns.Moment(), nullable=False),
    sa.Column('valid_from_at', backend.db.columns.Moment(), nullable=True),
    sa.Column('valid_until_at', backend.db.columns.Moment(), nullable=True),
    sa.Column('rerouted_to', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_layer_version_jurisdiction')),
    sa.ForeignKeyConstraint(['layer_id'], ['layer.id'], name=op.f('fk_layer_version_layer_id')),
    sa.PrimaryKeyConstraint('layer_id', 'number', name=op.f('pk_layer_version'))
    )
    with op.batch_alter_table('layer_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_layer_version_jurisdiction'), ['jurisdiction'], unique=False)

    op.create_table('layer_area',
    sa.Column('layer_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('crew', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('boundary', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['layer_id', 'number'], ['layer_version.layer_id', 'layer_version.number'], name=op.f('fk_layer_area_layer_id')),
    sa.PrimaryKeyConstraint('layer_id', 'number', 'name', name=op.f('pk_layer_area'))
    )
    with op.batch_alter_table('crew', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_agency', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('contact', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))

    few = sa.text('duplicate_of IS NOT NULL')
    op.create_index('ix_service_request_duplicate_of', 'service_request', ['duplicate_of'], sqlite_where=few, postgresql_where=few)
    _number_what_there_is()


def _number_what_there_is() -> None:
    """The districts of today are version 1 of their layer; since when they answer is not known."""
    now = datetime.now(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    op.execute(sa.text(
        "INSERT INTO layer_version (layer_id, number, jurisdiction, state, file_name, findings, made_by, made_at, rerouted_to) "
        f"SELECT id, 1, jurisdiction, 'applied', '', '{{}}', 'manager', {int(now.total_seconds()) * 1_000_000}, '' FROM layer"
    ))
    op.execute(sa.text(
        "INSERT INTO layer_area (layer_id, number, name, crew, boundary) "
        "SELECT district.layer_id, 1, district.name, crew.name, district.boundary "
        "FROM district LEFT JOIN crew ON crew.id = district.crew_id WHERE district.active"
    ))


def downgrade() -> None:
    op.drop_index('ix_service_request_duplicate_of', 'service_request')
    with op.batch_alter_table('crew', schema=None) as batch_op:
        batch_op.drop_column('contact')
        batch_op.drop_column('is_agency')

    op.drop_table('layer_area')
    op.drop_table('layer_version')
