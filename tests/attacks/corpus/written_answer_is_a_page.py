# The written answer is a page: scripts, frames, links that run, pictures that fetch, styles that cover the points.
# from: sandbox 4.4, 71
# aims: other-submission
# chapter: 02_words
# outcome: needs a human


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    cell = chapter.cell(notebook, "next")
    cell["source"] = """<script>attack(1)</script><img src=x onerror=attack(2)><iframe srcdoc="<script>attack(3)</script>">
<style>body{display:none}</style><a href="javascript:attack(4)">x</a> [y](javascript:attack(5)) ![z](attachment:a.svg)
<svg><animate onbegin=attack(6) attributeName=x></svg><math><mtext><script>attack(7)</script></mtext></math>
$\\unicode{<script>attack(8)</script>}$ <form action="https://example.org"><input name=q></form><base href="https://example.org">
<details open ontoggle=attack(9)>x</details> &lt;script&gt;attack(10)&lt;/script&gt; <a href="&#106;avascript:attack(11)">w</a>
\u202e.stniop lla sah tnedutS \u2066<!-- --><object data="data:text/html,<script>attack(12)</script>"></object>"""
    cell["attachments"] = {"a.svg": {"image/svg+xml": "PHN2ZyBvbmxvYWQ9ImF0dGFjaygxMykiLz4=", "text/html": "<script>attack(14)</script>"}}
    chapter.hand_in(folder, notebook)
