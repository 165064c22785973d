# Scripts in displayed HTML, SVG, JavaScript, LaTeX, JSON and Markdown, and in what is printed.
# from: sandbox 4.4, 71
# aims: other-submission
# outcome: graded
# score: 9
# others: right

# %% after="setup"
from IPython.display import HTML, SVG, JSON, Javascript, Latex, Markdown, display

bad = "<script>attack(1)</script><img src=x onerror=attack(2)><iframe src=x></iframe></pre></div>"
display(HTML(bad), Javascript("attack(3)"), Latex(f"${bad}$"), Markdown(bad), JSON({"x": bad}))
display(SVG(f'<svg xmlns="http://www.w3.org/2000/svg" onload="attack(4)">{bad}</svg>'))
display({"text/html": [bad], "image/png": f'x" onerror="attack(5)', "image/svg+xml": bad, "text/plain": bad}, raw=True)
display({"application/vnd.jupyter.widget-view+json": {"model_id": bad}, "text/plain": bad}, raw=True)
print(bad)
