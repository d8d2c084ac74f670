"""Reports that have arrived with their photo, made over the wire: for tests of who works on them."""

import base64
import hashlib

from tests.factories.phone import Phone, uuid7

_TUS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}


def reported_with_photo(
    phone: Phone, at: tuple[float, float], photo: bytes, service: str = "pothole", place: str = ""
) -> str:
    """The id of the request; the city has the photo's bytes."""
    promise = {"id": uuid7(), "sha256": hashlib.sha256(photo).hexdigest(), "size_bytes": len(photo)}
    where = {"lat": at[0], "lon": at[1], "accuracy_m": 8.0, "text": place}
    request = phone.report(at, service, photos=[promise | {"mime": "image/jpeg"}], place=where)
    phone.sync()
    named = base64.b64encode(str(promise["id"]).encode()).decode()
    facts = {"Upload-Length": str(len(photo)), "Upload-Metadata": f"attachment {named}"}
    reply = phone.http.post("/files", headers=phone.headers | _TUS | facts, content=photo)
    assert reply.status_code == 201, reply.text
    return request
