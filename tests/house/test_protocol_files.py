"""What follows from the protocol's sources is fresh, and what exists in two languages exists in both."""

import re

from sync.generate import generated
from tests.house.tree import ROOT, name_of, text_files

PROTOCOL = ROOT / "sync" / "protocol"
RULE = re.compile(r"SYNC-\d{3}")


def test_every_generated_file_is_what_its_source_says() -> None:
    stale = [path.name for path, text in generated().items() if path.read_text() != text]
    assert not stale, "run infra/bin/generate"


def test_every_protocol_file_has_its_twin() -> None:
    # The others are parts of messages.py: what is generated from them is messages.ts.
    parts = {"__init__", "acts", "around", "documents", "finding", "nearby"}
    python = {path.stem for path in PROTOCOL.glob("*.py")} - parts
    typescript = {path.stem for path in PROTOCOL.glob("*.ts")}
    # outcomes.json needs no Python of its own: backend/errors.py reads it.
    assert typescript - {"outcomes"} == python


def rules() -> set[str]:
    return set(re.findall(r"^\*\*(SYNC-\d{3})\*\*", (ROOT / "sync" / "README.md").read_text(), re.MULTILINE))


def test_every_rule_that_is_cited_is_stated() -> None:
    known = rules()
    cited = {
        (rule, name_of(path))
        for path in text_files()
        if not name_of(path).startswith("tests/house/")
        for rule in RULE.findall(path.read_text())
    }
    assert cited
    assert not sorted(use for use in cited if use[0] not in known)


def test_every_decision_that_is_cited_is_recorded() -> None:
    recorded = {path.name[:4] for path in (ROOT / "infra" / "docs" / "decisions").glob("[0-9]*.md")}
    cited = {
        number
        for path in text_files()
        if not name_of(path).startswith("tests/house/")
        for number in re.findall(r"ADR-(\d{4})", path.read_text())
    }
    assert recorded
    assert cited <= recorded
