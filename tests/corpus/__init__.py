"""Made-up papers with known traps: where names hide, what is harmless, and what is made to do harm.

`python -m tests.corpus FOLDER` writes all of them as files, with the register that they are to be checked against.
"""
