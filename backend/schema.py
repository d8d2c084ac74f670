"""All tables in one metadata, and bringing a database to today's schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlmodel import SQLModel

import backend.attachments.tables
import backend.db.tables
import backend.desk.tables
import backend.exchange.tables
import backend.notices.tables
import backend.people.tables
import backend.places.gazetteer_tables
import backend.places.tables
import backend.requests.tables
import backend.work_orders.tables  # noqa: F401  importing a domain's tables registers them

METADATA = SQLModel.metadata


def config(url: str) -> Config:
    """Alembic's configuration for this database."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "db" / "migrations"))
    settings.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return settings


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema; does nothing when it is there."""
    command.upgrade(config(url), "head")
