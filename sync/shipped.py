"""What of the wire may change under apps that are out there, and what needs a new version number (SYNC-040, SYNC-041).

`vectors/wire.json` is the wire as the apps out there were built with it; `python -m sync.generate --ship` writes it
anew when a version is released. What the phone sends may be taken more loosely, what it is told may only gain fields.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sync.decide.upcast import version_of
from sync.protocol import messages

FILE = Path(__file__).parent / "vectors" / "wire.json"
Json = dict[str, Any]


def numbers() -> dict[str, int]:
    """Every version number of the wire as the code has it: `PROTO`, `SCHEMA`, and `v of KIND`."""
    kinds = {f"v of {kind}": version_of(kind) for kind in messages.OP_ARGS}
    return {"PROTO": messages.PROTO, "SCHEMA": messages.SCHEMA, **kinds}


def as_shipped(schema: Json) -> str:
    """What is written to FILE, from messages.schema.json; one line a type, so that a change shows in a diff."""
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(_plain(part))}" for name, part in schema["$defs"].items())
    return f'{{"numbers": {json.dumps(numbers())},\n"$defs": {{\n{lines}\n}}}}\n'


def not_additive(before: Json, now: Json) -> Iterator[tuple[str, str]]:
    """(what changed, which number must be raised for it), given two `$defs`."""
    told = {"SCHEMA": _reach(before, ["Docs", "PullReply"]), "PROTO": _reach(before, ["ExchangeReply", "SignInReply"])}
    asked = {f"v of {kind}": _reach(before, [_target(part)]) for kind, part in _kinds(before).items()}
    asked["PROTO"] = _reach(before, ["ExchangeRequest", "SignInRequest"])
    for kind in _kinds(now).keys() - _kinds(before).keys():
        yield f"{kind} is new: an older server must know that the app is newer", "SCHEMA"
    for number, names in [*told.items(), *asked.items()]:
        for name in sorted(names - {"OpArgs", "Docs"}):
            for change in _changes(name, before[name], now.get(name), is_told=number in told and name in told[number]):
                yield change, number


def _changes(name: str, old: Json, new: Json | None, is_told: bool) -> Iterator[str]:
    if new is None:
        yield f"{name} is gone"
        return
    before, after = set(old.get("required", ())), set(new.get("required", ()))
    for field in sorted(before - after if is_told else after - before):
        yield f"{name}.{field} is {'no longer' if is_told else 'now'} required"
    for field, shape in old.get("properties", {}).items():
        now = new.get("properties", {}).get(field)
        if now is None:
            yield f"{name}.{field} is gone"
        elif not (_plain(shape) == _plain(now) if is_told else _takes(_plain(now), _plain(shape))):
            yield f"{name}.{field} is another type"


def _takes(new: Any, old: Any) -> bool:
    """Whether `new` accepts all that `old` accepted, as far as can be told from bounds, choices and alternatives."""
    if new == old:
        return True
    if "anyOf" in new:
        return all(any(_takes(one, was) for one in new["anyOf"]) for was in old.get("anyOf", [old]))
    if new.get("type") != old.get("type") or "anyOf" in old:
        return False
    if "enum" in new or "enum" in old:
        return set(new.get("enum", ())) >= set(old.get("enum", ["anything"]))
    bounds = {"minimum", "minLength", "maximum", "maxLength", "maxItems", "maxProperties"}
    if any(new.get(key) != old.get(key) for key in (new.keys() | old.keys()) - bounds - {"items"}):
        return False
    if "items" in new and not _takes(new["items"], old.get("items", {})):
        return False
    lower = all(new[key] <= old.get(key, new[key] - 1) for key in bounds & new.keys() if key.startswith("min"))
    return lower and all(new[key] >= old.get(key, new[key] + 1) for key in bounds & new.keys() if key.startswith("max"))


def _plain(part: Any) -> Any:
    """Without what is said for people, and defaults: those are the reader's own."""
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _plain(part[key]) for key in part.keys() - {"description", "title", "default", "properties"}}
    if "properties" in part:
        kept["properties"] = {name: _plain(one) for name, one in part["properties"].items()}
    return dict(sorted(kept.items()))


def _kinds(defs: Json) -> dict[str, Json]:
    return dict(defs["OpArgs"]["properties"])


def _target(part: Json) -> str:
    return str(part["$ref"]).rpartition("/")[2]


def _reach(defs: Json, roots: list[str]) -> set[str]:
    """The names of all types that these are made of."""
    found: set[str] = set()
    while roots:
        name = roots.pop()
        if name not in found:
            found.add(name)
            roots += [_target({"$ref": ref}) for ref in _references(defs[name])]
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _references(one)
