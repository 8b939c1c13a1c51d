"""A coordinator lets a spreadsheet read who comes, sees what it read, and stops it."""

import re

from playwright.sync_api import APIResponse

from tests.journeys.cast import Cast, Player

TOKEN = "Fremmøde på kontoret"


def make_a_token(cast: Cast) -> None:
    """From My data to the key, by the program to the log, and to the press that ends it."""
    coordinator = cast.role("Coordinator")
    coordinator.opens("/me/data/")
    coordinator.press("Your tokens")
    coordinator.looks()
    coordinator.reads("Skærmen på biblioteket", "Expired", "Revoked")
    coordinator.press("Make a token")
    is_still_you(coordinator)
    coordinator.looks()
    coordinator.types("What is it for?", TOKEN)
    coordinator.ticks("De møder, du planlægger, også kladder")
    coordinator.press("Make the token")
    coordinator.looks()
    key = coordinator.page.locator("#key").input_value()
    planned = program(coordinator, key)
    assert planned.status == 200
    assert {each["network"]["slug"] for each in planned.json()["items"]} == {"mikrovirk"}
    coordinator.press("I have copied it")
    coordinator.press(TOKEN)
    coordinator.looks()
    coordinator.reads("/api/v1/planned-meetings")
    coordinator.is_sure("Revoke")
    assert program(coordinator, key).status == 401


def is_still_you(coordinator: Player) -> None:
    """The demo's link signs in without a code, so it is asked for now."""
    coordinator.press("Send me a code by mail")
    coordinator.world.work()
    code = re.search(r"\b\d{6}\b", coordinator.world.last(coordinator.user.email).text)
    assert code
    coordinator.types("The code from the mail", code[0])
    coordinator.press("Go on")


def program(coordinator: Player, key: str) -> APIResponse:
    """Another program asks, with the key and without the coordinator's cookies."""
    address = f"{coordinator.world.base_url}/api/v1/planned-meetings"
    headers = {"Authorization": f"Bearer {key}", "Cookie": ""}
    return coordinator.page.request.get(address, headers=headers)
