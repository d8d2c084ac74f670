"""streets, addresses and assets, and which asset a request is about"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import backend.db.columns

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('asset',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('owner', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('lat', sa.Float(), nullable=False),
    sa.Column('lon', sa.Float(), nullable=False),
    sa.Column('cell', sa.BigInteger(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('ver', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_asset_jurisdiction')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asset')),
    sa.UniqueConstraint('jurisdiction', 'number', 'kind', name=op.f('uq_asset_jurisdiction_number_kind'))
    )
    with op.batch_alter_table('asset', schema=None) as batch_op:
        batch_op.create_index('ix_asset_cell', ['jurisdiction', 'cell'], unique=False)

    op.create_table('gazetteer',
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('rev', sa.Integer(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_gazetteer_jurisdiction')),
    sa.PrimaryKeyConstraint('jurisdiction', name=op.f('pk_gazetteer'))
    )
    op.create_table('street',
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('core', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('suffix', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('direction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('n_houses', sa.Integer(), nullable=False),
    sa.Column('lat', sa.Float(), nullable=True),
    sa.Column('lon', sa.Float(), nullable=True),
    sa.ForeignKeyConstraint(['jurisdiction'], ['jurisdiction.id'], name=op.f('fk_street_jurisdiction')),
    sa.PrimaryKeyConstraint('jurisdiction', 'id', name=op.f('pk_street'))
    )
    op.create_table('address',
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('street_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('house', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('zip', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('lat', sa.Float(), nullable=True),
    sa.Column('lon', sa.Float(), nullable=True),
    sa.Column('cell', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['jurisdiction', 'street_id'], ['street.jurisdiction', 'street.id'], name=op.f('fk_address_jurisdiction_street_id')),
    sa.PrimaryKeyConstraint('jurisdiction', 'street_id', 'number', 'house', 'unit', name=op.f('pk_address')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('address', schema=None) as batch_op:
        batch_op.create_index('ix_address_cell', ['jurisdiction', 'cell'], unique=False)

    op.create_table('street_gram',
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('gram', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('street_id', sa.Integer(), nullable=False),
    sa.Column('n_grams', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['jurisdiction', 'street_id'], ['street.jurisdiction', 'street.id'], name=op.f('fk_street_gram_jurisdiction_street_id')),
    sa.PrimaryKeyConstraint('jurisdiction', 'gram', 'street_id', name=op.f('pk_street_gram')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.add_column(sa.Column('asset_kind', sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('asset_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('service_request', schema=None) as batch_op:
        batch_op.drop_column('asset_id')

    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.drop_column('asset_kind')

    op.drop_table('street_gram')
    with op.batch_alter_table('address', schema=None) as batch_op:
        batch_op.drop_index('ix_address_cell')

    op.drop_table('address')
    op.drop_table('street')
    op.drop_table('gazetteer')
    with op.batch_alter_table('asset', schema=None) as batch_op:
        batch_op.drop_index('ix_asset_cell')

    op.drop_table('asset')
