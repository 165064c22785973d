"""A drawing of a model: written as a few lines of text, shown as a picture, compared with a model's graph."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Collection, Mapping
from typing import Any

import networkx as nx
import pydot

from autograder.graphs import dot, words
from autograder.graphs.box import MERGES, Box, input_box
from autograder.graphs.canonical import OUTPUT, compared_input, mark_sharing
from autograder.graphs.equivalents import equivalent
from autograder.graphs.ranks import rank_made

ODD = "#ffd8a8"  # nodes that differ; their sign and thick frame tell them apart in print
SIGN = "≠"  # stands before what is written in them
LAYER, ACTIVATION, ENDS, MERGING = "#e8eef5", "#eef3f8", "#ffffff", "#fff4d6"
LINE = re.compile(r"(?:(?P<name>\w+)\s*=\s*(?P<label>.+?)|(?P<output>output))(?:\s*(?:←|<-)\s*(?P<sources>.+))?")


class Drawing:
    """A model as a drawing. Each line of `text` is a box: a name for it, what it holds, and where its arrows come from.

    ::

        image  = input 8×8×1
        wide   = Conv2D 8 · 3×3 · same  ← image
        strong = relu                   ← wide
        both   = Concatenate            ← strong, image
        twice  = again wide             ← both
        output                          ← twice

    The words in a box are those that a check writes, without what Keras assumes anyway. ``again wide`` is another call
    of the layer `wide`. A notebook shows the picture. Raises ValueError, quoting the line, for a line it cannot read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.graph: nx.MultiDiGraph = nx.MultiDiGraph()
        for line in filter(None, map(str.strip, text.split("\n"))):
            self._add(line)
        inputs = [settings for _, settings in self.graph.nodes(data=True) if settings["kind"] == "InputLayer"]
        for settings in inputs:
            settings["box"] = compared_input(settings["box"], alone=len(inputs) == 1)
        mark_sharing(self.graph)

    def _add(self, line: str) -> None:
        found = LINE.fullmatch(line)
        sources = [] if not found or not found["sources"] else re.split(r"\s*,\s*", found["sources"].strip())
        if not found or any(source not in self.graph for source in sources):
            raise ValueError(f"a drawing has no line such as {line!r}; write: name = Dense 8 ← another name")
        name, label = found["name"] or f"output {len(self.graph)}", found["label"] or "output"
        rank = self.graph.nodes[sources[0]]["rank"] if sources else None
        if label.startswith("again ") and label.removeprefix("again ") in self.graph:
            layer = self.graph.nodes[label.removeprefix("again ")]
            layer["weights"] = True
            self.graph.add_node(name, **layer)
        else:
            try:
                box = _read(name, label, rank)
            except ValueError as problem:
                raise ValueError(f"a drawing has no line such as {line!r}: {problem}") from None
            rank = rank_made(box, rank)
            label = words.written(box) if box.kind == "InputLayer" else label
            self.graph.add_node(name, kind=box.kind, layer=name, label=label, box=box, weights=False, rank=rank)
        for slot, source in enumerate(sources):
            self.graph.add_edge(source, name, slot=slot, part=0)

    def _repr_png_(self) -> tuple[bytes, dict[str, str]]:
        return shown({"": self.graph})

    def __repr__(self) -> str:
        return f"a drawing of {self.graph.number_of_nodes()} boxes"


def _read(name: str, label: str, rank: int | None) -> Box:
    """Return the box of a line; `rank` is that of the tensor its first arrow brings. Raises ValueError."""
    if label == "output":
        return OUTPUT
    if label.startswith("input "):
        return input_box(name, words.lengths(label.removeprefix("input ")))
    return equivalent(words.read(label), None if rank is None else (None,) * rank)


class Drawings:
    """Several drawings beside each other, each under its title. A notebook shows the picture."""

    def __init__(self, **titled: Drawing) -> None:
        self.titled = titled

    def _repr_png_(self) -> tuple[bytes, dict[str, str]]:
        return shown({title: drawing.graph for title, drawing in self.titled.items()})

    def __repr__(self) -> str:
        return f"drawings {', '.join(self.titled)}"


def shown(titled: Mapping[str, nx.MultiDiGraph]) -> tuple[bytes, dict[str, str]]:
    """Return a picture of canonical graphs, and its words, box by box, where a notebook keeps a picture's words.

    Each box has a number, and says from which others its arrows come: ``4 Add from 1, 3``.
    """
    told = []
    for title, graph in titled.items():
        _, *boxes = in_text({title: graph}).split("\n")
        spoken = "; ".join(" ".join(box.replace("←", "from").split()) for box in boxes)
        told.append(f"{title}: {spoken}." if title else f"{spoken}.")
    return picture(titled), {"alt": " ".join(told)}


def in_text(titled: Mapping[str, nx.MultiDiGraph], odd: Collection[tuple[str, str]] = ()) -> str:
    """Write canonical graphs below each other, each under its title: a numbered line a box, and what it reads.

    ``≠`` stands before those named as (title, node) in `odd`.
    """
    lines = []
    for title, graph in titled.items():
        lines.append(f"{title}:")
        number = {call: place for place, call in enumerate(nx.topological_sort(graph), 1)}
        for call, place in number.items():
            read = sorted((edge["slot"], number[source]) for source, _, edge in graph.in_edges(call, data=True))
            sources = f" ← {', '.join(str(source) for _, source in read)}" if read else ""
            sign = SIGN if (title, call) in odd else " "
            lines.append(f"{sign} {place:>2}  {graph.nodes[call]['label']}{sources}")
    return "\n".join(lines)


def picture(
    titled: Mapping[str, nx.MultiDiGraph], odd: Collection[tuple[str, str]] = (), widest: int | None = None
) -> bytes:
    """Draw canonical graphs side by side, each under its title; return a PNG.

    Nodes named as (title, node) in `odd` are coloured, have a thick frame, and ``≠`` stands before what is in them.
    Where the picture would have more than `widest` pixels in a row, the graphs stand below each other.
    """
    drawn = _drawn(titled, odd, below=False)
    is_wide = widest is not None and int.from_bytes(drawn[16:20], "big") > widest  # as a PNG's header says
    return _drawn(titled, odd, below=True) if is_wide and len(titled) > 1 else drawn


def _drawn(titled: Mapping[str, nx.MultiDiGraph], odd: Collection[tuple[str, str]], below: bool) -> bytes:
    drawing = pydot.Dot(
        "drawing", graph_type="digraph", bgcolor="white", fontname="Helvetica", dpi="80", nodesep="0.35"
    )
    for title, graph in titled.items():
        side = pydot.Subgraph(f"cluster_{title}", label=title, fontname="Helvetica", color="gray" if title else "white")
        for call, settings in graph.nodes(data=True):
            side.add_node(pydot.Node(_quoted(title, call), **_look(settings, (title, call) in odd)))
        for source, target in graph.edges():
            shared = graph.nodes[target]["kind"] == "Shared"
            look: dict[str, Any] = {"style": "dotted", "dir": "none"} if shared else {}
            side.add_edge(pydot.Edge(_quoted(title, source), _quoted(title, target), **look))
        drawing.add_subgraph(side)
    for (upper, one), (lower, other) in itertools.pairwise(titled.items()) if below else ():
        ends = [call for call in one if not one.out_degree(call)]
        for last, first in itertools.product(ends, (call for call in other if not other.in_degree(call))):
            drawing.add_edge(pydot.Edge(_quoted(upper, last), _quoted(lower, first), style="invis"))
    try:
        return dot.draw(drawing.to_string().encode(), "png", "dot", quiet=True)
    except ImportError:  # somewhere else than here, with another Graphviz: its program draws
        made: Any = drawing.create(format="png")  # pydot says str, and gives bytes
        return bytes(made)


def _look(settings: Mapping[str, Any], odd: bool) -> dict[str, Any]:
    kind = settings["kind"]
    words = settings["label"].split(" · ")
    lines = [words[0], " · ".join(words[1:])] if len(words) > 1 else words
    look = {"shape": "box", "style": "filled", "fillcolor": LAYER, "margin": "0.12,0.06"}
    if kind in ("InputLayer", "Output", "Shared"):
        look |= {"style": "rounded,filled", "fillcolor": ENDS}
    elif kind == "Activation":
        look |= {"style": "rounded,filled", "fillcolor": ACTIVATION, "height": "0.3"}
    elif kind in MERGES:
        look |= {"fillcolor": MERGING}
    if odd:
        look |= {"fillcolor": ODD, "penwidth": "3.5"}
        lines = [f"{SIGN} {lines[0]}", *lines[1:]]
    text = "<br/>".join(html.escape(line) for line in lines)
    return look | {"label": f"<{text}>", "fontname": "Helvetica", "fontsize": "12"}


def _quoted(title: str, call: str) -> str:
    return '"' + f"{title} {call}".replace('"', "'") + '"'
