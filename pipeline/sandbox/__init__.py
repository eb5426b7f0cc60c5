"""A local Crossref: it takes deposits, queues them, judges them and answers as the real one does.

``server`` runs it on the loopback address; ``app`` makes the web application; ``sandbox`` is what the end points do;
``queue`` keeps the submissions, ``registry`` the DOI records; ``processing`` judges what was submitted.
Sources: Crossref documentation "Submitting XML by HTTPS POST" and "Using HTTPS to retrieve logs".
"""
