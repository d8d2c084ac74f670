"""Another version of the built app, for tests of updating: the same code under other names and another number."""

import re
import shutil
from pathlib import Path

_HASHED = re.compile(r"-([\w-]{8})\.(?:js|css)$")
_NUMBER = re.compile(r"(app:[`\"])[\d.]+([`\"])")
_REVISION = re.compile(r'("revision":"\w{28})\w{4}(","url":"index\.html")')


def next_version(built: Path, folder: Path, number: str) -> Path:
    """A copy of a build in which every file has another name and the app calls itself `number`: what a phone sees of
    a release."""
    shutil.copytree(built, folder)
    texts = [path for path in folder.rglob("*") if path.suffix in {".js", ".css", ".html"}]
    hashes = [found[1] for path in texts if (found := _HASHED.search(path.name))]
    for path in texts:
        text = path.read_text()
        for known in hashes:
            text = text.replace(f"-{known}.", f"-{known[::-1]}.")
        # index.html keeps its name: the worker knows it by its revision.
        text = _REVISION.sub(r"\g<1>0000\2", _NUMBER.sub(rf"\g<1>{number}\2", text))
        path.write_text(text)
        if found := _HASHED.search(path.name):
            path.rename(path.with_name(path.name.replace(found[1], found[1][::-1])))
    return folder
