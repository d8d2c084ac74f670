"""Streets, addresses and assets: where things are, to be found by words or by what is near. Cells are of `db.cells`."""

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Gazetteer(SQLModel, table=True):
    """Which edition of streets, addresses and assets a city has; `digest` is of the address file as it was read."""

    __tablename__ = "gazetteer"
    jurisdiction: str = Field(primary_key=True, foreign_key="jurisdiction.id")
    rev: int = 1
    digest: str = ""


class Street(SQLModel, table=True):
    """A street as its city writes it. `core`, `suffix`, `direction` are folded (`sync.places.folding`); lat, lon is
    the house in its middle, None where no house has a point.
    """

    __tablename__ = "street"
    jurisdiction: str = Field(primary_key=True, foreign_key="jurisdiction.id")
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    core: str
    suffix: str
    direction: str
    n_houses: int
    lat: float | None = None
    lon: float | None = None


class StreetGram(SQLModel, table=True):
    """A three-letter piece of a street's core, which has `n_grams` of them: streets that share some are candidates."""

    __tablename__ = "street_gram"
    __table_args__ = (
        ForeignKeyConstraint(["jurisdiction", "street_id"], ["street.jurisdiction", "street.id"]),
        {"sqlite_with_rowid": False},
    )
    jurisdiction: str = Field(primary_key=True)
    gram: str = Field(primary_key=True)
    street_id: int = Field(primary_key=True)
    n_grams: int


class Address(SQLModel, table=True):
    """A house on a street. `number` is what its house number begins with; the point is None where a file gave none."""

    __tablename__ = "address"
    __table_args__ = (
        ForeignKeyConstraint(["jurisdiction", "street_id"], ["street.jurisdiction", "street.id"]),
        Index("ix_address_cell", "jurisdiction", "cell"),
        {"sqlite_with_rowid": False},
    )
    jurisdiction: str = Field(primary_key=True)
    street_id: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    house: str = Field(primary_key=True)
    unit: str = Field(primary_key=True, default="")
    zip: str = ""
    lat: float | None = None
    lon: float | None = None
    cell: int | None = Field(default=None, sa_type=BigInteger)


class Asset(SQLModel, table=True):
    """A city thing with an identity: lamp 4411. Known by kind and number; one that is gone keeps its past requests."""

    __tablename__ = "asset"
    __table_args__ = (
        UniqueConstraint("jurisdiction", "number", "kind"),
        Index("ix_asset_cell", "jurisdiction", "cell"),
    )
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    kind: str
    number: str
    owner: str = ""
    label: str
    lat: float
    lon: float
    cell: int = Field(sa_type=BigInteger)
    active: bool = True
    ver: int = 1
