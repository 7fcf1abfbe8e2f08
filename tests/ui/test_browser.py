import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.ui import specimen

pytestmark = pytest.mark.browser
FRAMES = ["ui/portal.html", "ui/desk.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("frame", FRAMES)
def test_no_accessibility_rule_is_broken(shown, frame, scheme):
    page = shown(specimen.draw(frame), color_scheme=scheme)
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    assert page.complaints == []


@pytest.mark.parametrize("width", [320, 360, 1280, 1920])
@pytest.mark.parametrize("frame", FRAMES)
def test_no_page_scrolls_sideways(shown, frame, width):
    page = shown(specimen.draw(frame), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_typing_offers_what_the_address_finds_and_choosing_remembers_its_id(shown):
    page = shown(specimen.draw())
    box = page.locator("#id_unit")
    box.fill("")
    box.press_sequentially("çank")
    page.get_by_role("option", name="Çankaya Kaymakamlığı").click()
    hidden = page.locator("input[name=unit_id]")
    assert (box.input_value(), hidden.input_value()) == ("Çankaya Kaymakamlığı", "7")
    box.press_sequentially("x")
    assert hidden.input_value() == ""
    assert page.complaints == []


def test_j_and_k_walk_the_rows(shown):
    page = shown(specimen.draw("ui/desk.html", specimen.Specimen()))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("tr[data-chosen]").inner_text().startswith("4821 7730 1196 0351")


def test_everything_is_there_without_javascript(shown):
    page = shown(specimen.draw(), java_script_enabled=False)
    for name in ("kind", "name", "born_on_day", "unit", "text", "files", "told"):
        assert page.locator(f"[name={name}]").first.is_visible() or name in {"kind", "told"}
    assert page.get_by_role("button", name="Başvurumu gönder").is_visible()


@pytest.mark.parametrize("frame", FRAMES)
def test_the_boxes_of_a_date_stand_side_by_side(shown, frame):
    page = shown(specimen.draw(frame), width=360)
    day, month, year = (
        page.locator(f"#id_born_on_{part}").bounding_box() for part in ("day", "month", "year")
    )
    assert day["x"] + day["width"] < month["x"] < year["x"]
    assert day["y"] == month["y"] == year["y"]
