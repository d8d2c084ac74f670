"""What axe calls a barrier, collected over the screens of a journey."""

from typing import Literal

from playwright.sync_api import Page, expect

from tests.factories.server import ROOT

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Barriers:
    """Collects what axe finds on the screens it is shown, in both themes."""

    def __init__(self) -> None:
        self._axe = AXE.read_text()
        self.found: list[str] = []

    def look(self, page: Page, screen: str) -> None:
        """Every rule of WCAG 2.2 A and AA and the best practices, on the screen as it is now."""
        expect(page.get_by_text("Loading photo")).to_have_count(0)
        if not page.evaluate("'axe' in window"):
            page.evaluate(self._axe)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            # Colours fade from one theme to the other; what axe measures must be the end of it.
            page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
            results = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
            self.found += [
                f"{screen}, {theme}: {violation['id']}: {node['target']} {node['failureSummary']}"
                for violation in results["violations"]
                for node in violation["nodes"]
            ]
