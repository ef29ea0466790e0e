"""The differential test: what a payer is made to say, a judge that knows the truth, the product.

`claims` are what was billed and what is said of it; `telling` and `situations` make up lawful,
untidy histories in which every answer is known to speak of one billed line; `writer` writes them as
835 files; `judge` works out from the truth alone what must be counted; `comparison` loads the files
and holds the product to it, line by line. Only `comparison` imports the product.
"""
