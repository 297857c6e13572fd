"""Each module here answers one question of a text: where does this kind of thing stand in it?"""
