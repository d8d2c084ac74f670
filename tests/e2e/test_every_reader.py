"""Another language, larger words, another direction of reading: the same app, and nothing lost on the way."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import ResidentPhone

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

_WIDER = """() => [...document.querySelectorAll('main *, nav *, header *')]
  .filter(one => !one.closest('.visually-hidden, .skip, [hidden]'))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
  .map(([one]) => one.getAttribute('class') || one.tagName)"""
"""What reaches beyond the sides of the screen, by its class; what is 1 px wide is for screen readers."""


def test_a_report_begun_in_english_is_sent_in_spanish_without_signal(
    resident: ResidentPhone, phone_photo: Path, barriers: Barriers
) -> None:
    page = resident.page
    resident.go_home()
    resident.shoot("Report a problem", phone_photo)
    expect(page.get_by_text("within about")).to_be_visible()
    expect(page.get_by_role("img", name="Your photo 1")).to_be_visible()
    resident.pull_network()
    resident.visit("/")
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="¿Qué hay que arreglar?")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "es"
    barriers.look(page, "home, in Spanish")
    page.get_by_role("link", name="Continuar").click()
    expect(page.get_by_role("img", name="Su foto 1")).to_be_visible()
    page.get_by_role("button", name="Usar este lugar").click()
    page.get_by_role("button", name="Bache").click()
    barriers.look(page, "check, in Spanish")
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("heading", name="Guardado en este teléfono")).to_be_visible()
    resident.restore_network()
    expect(page.get_by_role("heading", name="La ciudad tiene su reporte")).to_be_visible()


def test_the_largest_words_and_another_direction_fit_the_narrowest_screen(
    resident: ResidentPhone, phone_photo: Path, barriers: Barriers
) -> None:
    page = resident.page
    page.set_viewport_size({"width": 320, "height": 640})
    resident.go_home()
    resident.visit("/app")
    page.get_by_label("Very large").check()
    barriers.look(page, "this app, very large")
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="Esta app")).to_be_visible()
    expect(page.get_by_label("Muy grande")).to_be_checked()
    wide: list[str] = []

    def look(screen: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for direction in ("ltr", "rtl"):
            page.evaluate("to => { document.documentElement.dir = to; }", direction)
            wide.extend(f"{screen}, {direction}: {name}" for name in page.evaluate(_WIDER))
        page.evaluate("document.documentElement.removeAttribute('dir')")

    for path in ("/", "/app", "/reports", "/outbox", "/staff"):
        resident.visit(path)
        look(path)
    resident.visit("/")
    resident.shoot("Reportar un problema", phone_photo)
    expect(page.get_by_role("button", name="Usar este lugar")).to_be_visible()
    look("place")
    page.get_by_role("button", name="Usar este lugar").click()
    expect(page.get_by_role("button", name="Bache")).to_be_visible()
    look("what")
    page.get_by_role("button", name="Bache").click()
    expect(page.get_by_role("button", name="Enviar")).to_be_visible()
    look("check")
    page.get_by_role("button", name="Enviar").click()
    page.locator(".receipt-reference").evaluate("it => { it.textContent = it.textContent.replace(/\\w/g, 'W'); }")
    look("sent, with the widest reference")
    resident.visit("/reports")
    look("my reports, one")
    resident.report_card.click()
    expect(page.get_by_label("Agregar un comentario")).to_be_visible()
    look("detail")
    assert wide == []
