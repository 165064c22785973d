# Scripts, styles and frames in Markdown cells.
# from: sandbox 4.4, 71
# aims: other-submission
# outcome: graded
# score: 9
# others: right

# %% [markdown] after="setup"
# <script>attack("markdown")</script> [link](javascript:attack(1)) <img src=x onerror=attack(2)>
# <iframe srcdoc="<script>attack(3)</script>"></iframe> <svg onload=attack(4)></svg> <a href="javascript:attack(5)">x</a>
# <style>@import url(https://example.org/a.css);</style> <base href="https://example.org/"> <form action="/x"><input></form>
# </div></div></body><script>attack(6)</script> ![x](x"onerror="attack(7)) {{ resources }} {% raw %} ${7*7} \href{javascript:attack(8)}{x}
