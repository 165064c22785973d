# An error's name and message are markup, and go into the page, the report and the tables.
# from: sandbox 4.4, 71
# aims: other-submission
# outcome: graded
# score: 7
# others: right

# %% exercise="weigh"
Evil = type("<script>attack(1)</script>", (Exception,), {})
raise Evil("</pre></td></table><script>attack(2)</script><img src=x onerror=attack(3)>\n\n# heading\n\n<script>attack(4)</script>")
