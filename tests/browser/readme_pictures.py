"""Make the pictures in README.md again, from the real things: `python -m tests.browser.readme_pictures`.

A small notebook is executed; its drawing of a model, and its failed check as a browser shows it, go to course/images/.
Wants Chromium: Playwright's own, or a system's.
"""

import shutil
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parents[2] / "course" / "images"

MODEL = """
import keras
from autograder import checks as check

text = keras.Input((None,), name="text")
question = keras.Input((None,), name="question")
read_text = keras.layers.LSTM(32)(keras.layers.Embedding(10_000, 64)(text))
read_question = keras.layers.LSTM(16)(keras.layers.Embedding(10_000, 32)(question))
both = keras.layers.concatenate([read_text, read_question])
answer = keras.layers.Dense(500, activation="softmax", name="answer")(both)
model = keras.Model({"text": text, "question": question}, answer)
"""
DRAWING = f"""
picture = {str(IMAGES / "model.png")!r}
keras.utils.plot_model(model, show_shapes=True, show_layer_names=True, dpi=80, to_file=picture)
"""
SWAPPED = MODEL.replace("Embedding(10_000, 64)", "Embedding(64, 10_000)").replace(
    "Embedding(10_000, 32)", "Embedding(32, 10_000)"
)
CHECK = "check.parameters(model, 1_000_052)"


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source.strip()) for source in (MODEL, DRAWING, SWAPPED, CHECK)]
    )
    NotebookClient(notebook, allow_errors=True).execute()
    assert notebook.cells[-1].outputs[-1].ename == "CheckFailed", notebook.cells[-1].outputs
    page, _ = HTMLExporter(template_name="lab").from_notebook_node(notebook)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "page.html").write_text(page)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        window = browser.new_page(viewport={"width": 900, "height": 900}, device_scale_factor=2)
        window.goto((Path(folder) / "page.html").as_uri())
        window.locator(".jp-Cell").last.screenshot(path=IMAGES / "check.png")
        browser.close()


if __name__ == "__main__":
    main()
