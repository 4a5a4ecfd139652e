"""What can be done on the chat page, for tests in a browser."""

from __future__ import annotations

OTHER = "Who won the Harbour Cup?"


def ask(tab, question: str, nth: int = 1) -> None:
    tab.fill("#question textarea", question)
    tab.press("#question textarea", "Enter")
    tab.wait_for_selector(f"#past .turn:nth-of-type({nth}) .tools")


def questions(tab) -> list[str]:
    return tab.locator("#past .question").all_text_contents()


def titles(tab) -> list[str]:
    return tab.locator("#shelf .title").all_text_contents()
