"""Colour refinement: what the nodes of two graphs can be told apart by, each round looking one arrow further.

Both graphs are coloured together, so that nodes of one colour are alike whichever graph they are in. A round looks
only at what stands next to a node whose colour is new, and of the parts that a colour falls into the largest keeps it;
so the work is about the number of arrows times the logarithm of the number of nodes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import networkx as nx

Node = tuple[int, str]  # which of the two graphs (0 or 1), and the node there
Arrow = tuple[Hashable, Node]  # its direction and label, the node at its other end


@dataclass
class Work:
    """How much was done: arrows looked at, and nodes copied."""

    steps: int = 0


class Colouring:
    """The colours of two graphs' nodes, by their ``box`` and by as many rounds of refinement as were done."""

    def __init__(self, first: nx.DiGraph, second: nx.DiGraph, work: Work) -> None:
        self.work = work
        self.arrows: dict[Node, list[Arrow]] = defaultdict(list)
        self.colours: dict[Node, int] = {}
        self.members: dict[int, set[Node]] = defaultdict(set)
        known: dict[Hashable, int] = {}
        for side, graph in enumerate((first, second)):
            for name, box in graph.nodes(data="box"):
                self.colours[side, name] = known.setdefault(box, len(known))
                self.members[self.colours[side, name]].add((side, name))
            for source, target, label in graph.edges(data="slots"):
                self.arrows[side, source].append((("from", label), (side, target)))
                self.arrows[side, target].append((("to", label), (side, source)))
        self.changed = set(self.members)  # colours whose members are others than before
        self.surplus = {colour: sum(1 - 2 * side for side, _ in nodes) for colour, nodes in self.members.items()}
        self.fresh = set(self.colours)  # nodes whose colour is new

    def copy(self) -> Colouring:
        """Return a colouring that can be refined further without changing this one."""
        other = Colouring.__new__(Colouring)
        other.work, other.arrows = self.work, self.arrows
        other.colours, other.surplus = dict(self.colours), dict(self.surplus)
        other.members = defaultdict(set, {colour: set(nodes) for colour, nodes in self.members.items()})
        other.changed, other.fresh = set(), set()
        self.work.steps += len(self.colours)
        return other

    def refine(self) -> bool:
        """Do one round; return whether any node got a new colour."""
        seen: dict[Node, Counter[Hashable]] = defaultdict(Counter)
        for node in self.fresh:
            for label, other in self.arrows[node]:
                seen[other][label, self.colours[node]] += 1
            self.work.steps += len(self.arrows[node])
        parts: dict[int, dict[Hashable, set[Node]]] = defaultdict(lambda: defaultdict(set))
        for node, neighbours in seen.items():
            parts[self.colours[node]][frozenset(neighbours.items())].add(node)
        self.changed, self.fresh = set(), set()
        for colour, by_neighbours in parts.items():
            self._split(colour, list(by_neighbours.values()))
        return bool(self.fresh)

    def refine_fully(self) -> bool:
        """Refine until nothing changes; return whether both graphs have as many nodes of every colour."""
        while self.balanced() and self.refine():
            pass
        return self.balanced()

    def balanced(self) -> bool:
        """Tell whether both graphs have as many nodes of each colour that the last round changed."""
        return not any(self.surplus[colour] for colour in self.changed)

    def one_sided(self) -> list[Node]:
        """Return the nodes of those colours, of the ones that the last round changed, that only one graph has."""
        alone = [colour for colour in self.changed if abs(self.surplus[colour]) == len(self.members[colour])]
        return [node for colour in alone for node in self.members[colour]]

    def set_apart(self, nodes: set[Node]) -> None:
        """Give nodes of one colour a colour of their own."""
        self._split(self.colours[next(iter(nodes))], [nodes])

    def _split(self, colour: int, parts: list[set[Node]]) -> None:
        """Make a colour of each of these parts and one of the rest; the largest keeps the colour there was."""
        rest = len(self.members[colour]) - sum(map(len, parts))
        largest = max(parts, key=len)
        if rest < len(largest):
            parts.remove(largest)
            if rest:
                parts.append(self.members[colour].difference(largest, *parts))
        for part in parts:
            new = len(self.members)
            self.members[colour] -= part
            self.members[new] = part
            self.colours |= dict.fromkeys(part, new)
            self.surplus[new] = sum(1 - 2 * side for side, _ in part)
            self.surplus[colour] -= self.surplus[new]
            self.changed |= {colour, new}
            self.fresh |= part


def isomorphic(first: nx.DiGraph, second: nx.DiGraph, work: Work, limit: int) -> bool:
    """Tell whether two graphs are equal up to the names of their nodes, by ``box`` and the edges' ``slots``.

    Where refinement leaves nodes alike, one is paired with each of its likes in turn. After `limit` steps what the
    colours say is enough: then graphs that differ may be taken for equal, but never equal ones for different.
    """
    untried: list[Iterator[Colouring]] = [iter([Colouring(first, second, work)])]
    while untried:
        colouring = next(untried[-1], None)
        if colouring is None:
            untried.pop()
        elif colouring.refine_fully():
            alike = min((nodes for nodes in colouring.members.values() if len(nodes) > 2), key=len, default=None)
            if alike is None or work.steps > limit:
                return True
            untried.append(_paired(colouring, alike))
    return False


def _paired(colouring: Colouring, alike: set[Node]) -> Iterator[Colouring]:
    """Yield the colouring with one of these nodes paired with one of the other graph's, each of those in turn."""
    chosen = min(node for node in alike if node[0] == 0)
    for other in sorted(node for node in alike if node[0] == 1):
        paired = colouring.copy()
        paired.set_apart({chosen, other})
        yield paired
