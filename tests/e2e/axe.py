"""axe-core in the browser's page: the rules that every page holds, and what breaks them."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    # It would fetch every style sheet again and write style elements, which the content policy refuses; only a rule
    # that none of these tags holds needs it.
    "preload": False,
}
# Only what is wrong leaves the page: what is right fills half a megabyte and took longer to hand over than to find.
RUN = """async ([context, options]) => (await axe.run(context || document, options)).violations.map((violation) => [
    violation.id, violation.nodes.length, violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
])"""
SCRIPT = Axe().axe_script


def violations(page: Page, within: str | None = None) -> list[str]:
    """Every rule that the page (or what the selector `within` finds) breaks now, as "rule (how often): [where]"."""
    if page.evaluate("!window.axe"):  # a page that is looked at again, at another width, has it
        page.evaluate(SCRIPT)
    found = page.evaluate(RUN, [within, OPTIONS])
    return [f"{rule} ({number}): {json.dumps(html, ensure_ascii=False)}" for rule, number, html in found]
