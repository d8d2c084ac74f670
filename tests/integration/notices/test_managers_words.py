"""A manager chooses the words of messages over HTTP: tries them out, keeps them, and goes back."""

from typing import Any

import pytest

from tests.factories.city import City
from tests.factories.mail_server import Post
from tests.integration.notices.conftest import Told

OWN = {"subject": "{reference} is done", "body": "Hooray, {service} is done.\n\n{note}"}


class Manager:
    """Asks about the words of `resolved` for potholes, if nothing else is said."""

    def __init__(self, city: City, login: str = "manager") -> None:
        self.http, self.headers = city.http, city.staff(login).headers

    def ask(
        self, method: str, state: str = "/resolved", service: str = "pothole", locale: str = "en", **sent: Any
    ) -> Any:
        path = f"/notices/templates{state}?service={service}&locale={locale}"
        return self.http.request(method, path, headers=self.headers, json=sent or None)


@pytest.fixture
def manager(city: City) -> Manager:
    return Manager(city)


def test_own_words_are_kept_listed_and_given_up_one_layer_at_a_time(manager: Manager) -> None:
    before = manager.ask("GET").json()
    assert (before["whose"], before["words"]["subject"]) == ("curbline", "{reference}: fixed")
    for_all = manager.ask("PUT", service="*", subject="For all", body="{note}")
    assert for_all.json()["whose"] == "city"
    assert manager.ask("GET").json()["words"]["subject"] == "For all"
    kept = manager.ask("PUT", **OWN).json()
    assert kept == {"words": OWN, "whose": "service", "beneath": "city"}
    listed = manager.ask("GET", "").json()
    assert {(one["service"], one["state"], one["locale"]) for one in listed["own"]} == {
        ("*", "resolved", "en"),
        ("pothole", "resolved", "en"),
    }
    assert ("pothole", "Pothole") in {(one["code"], one["name"]) for one in listed["services"]}
    assert manager.ask("DELETE").json()["words"]["subject"] == "For all"
    assert manager.ask("DELETE", service="*").json() == before


def test_a_message_is_tried_out_as_its_reader_gets_it(manager: Manager) -> None:
    shown = manager.ask("POST", "/preview", locale="es", subject="{reference}", body="{city}: {service}\n\n{note}")
    message = shown.json()["message"]
    assert message["subject"] == "K7QM-3XD9-2FJ"
    assert message["paragraphs"][0] == "Knoxville (demo): Bache"
    assert manager.ask("GET", locale="es").json()["whose"] == "curbline", "nothing was kept"


def test_what_is_wrong_is_said_beside_its_part_and_is_not_kept(manager: Manager) -> None:
    wrong = {"subject": "{who}", "body": " "}
    shown = manager.ask("POST", "/preview", **wrong).json()
    assert shown["message"] is None
    assert shown["problems"]["subject"][0].startswith("There is no field {who}")
    assert shown["problems"]["body"] == ["The body is empty."]
    refused = manager.ask("PUT", **wrong)
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_value")
    assert manager.ask("GET").json()["whose"] == "curbline"


def test_the_next_message_uses_the_managers_words(told: Told, post: Post, manager: Manager) -> None:
    told.agree()
    manager.ask("PUT", **OWN)
    told.finish("Filled")
    assert told.later() == 1
    assert "Hooray, Pothole is done." in post.text()


def test_messages_services_and_languages_that_there_are_not_are_not_found(manager: Manager) -> None:
    assert manager.ask("GET", "/exploded").status_code == 404
    assert manager.ask("GET", locale="tlh").status_code == 404
    assert manager.ask("PUT", service="lost-dog", **OWN).status_code == 404


def test_only_a_manager_may_read_or_change_words(city: City) -> None:
    dispatcher = Manager(city, "dispatch")
    asked = [("GET", ""), ("GET", "/resolved"), ("PUT", "/resolved"), ("DELETE", "/resolved"), ("POST", "/preview")]
    assert {dispatcher.ask(method, part, **OWN).status_code for method, part in asked} == {403}
    assert city.http.get("/notices/templates").status_code == 401
