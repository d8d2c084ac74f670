"""Having open requests looked at again where who answers changed beside a layer's areas: a rule, a service's layer."""

from sqlalchemy import Connection, update

from backend.db.rows import table
from backend.places.tables import LayerVersion

_VERSION = table(LayerVersion)


def follow_again(connection: Connection, layer_id: str | None) -> None:
    """The open requests of the layer follow as they do after a new version of it (SYNC-080)."""
    this = (_VERSION.c.layer_id == layer_id) & (_VERSION.c.state == "applied")
    connection.execute(update(_VERSION).where(this).values(state="applying", rerouted_to=""))
