"""the whole answer beside each request; default points; rules by the owner of an asset"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import backend.db.columns

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('route', backend.db.columns.Json(), nullable=True))

    op.create_table('default_point',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('lat', sa.Float(), nullable=False),
    sa.Column('lon', sa.Float(), nullable=False),
    sa.Column('radius_m', sa.Float(), nullable=False),
    sa.Column('is_proposed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_default_point_jurisdiction')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_default_point'))
    )
    with op.batch_alter_table('default_point', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_default_point_jurisdiction'), ['jurisdiction'], unique=False)

    op.create_table('routing_rule',
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('service_code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('owner', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('layer_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('crew_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.ForeignKeyConstraint(['crew_id'], ['crew.id'], name=op.f('fk_routing_rule_crew_id')),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_routing_rule_jurisdiction')),
    sa.ForeignKeyConstraint(['layer_id'], ['layer.id'], name=op.f('fk_routing_rule_layer_id')),
    sa.PrimaryKeyConstraint('jurisdiction', 'service_code', 'owner', name=op.f('pk_routing_rule'))
    )


def downgrade() -> None:
    op.drop_table('routing_rule')
    with op.batch_alter_table('default_point', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_default_point_jurisdiction'))

    op.drop_table('default_point')
    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.drop_column('route')
