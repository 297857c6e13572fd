"""Who and what identifies somebody although no register knows it: by rules, by the learned tagger, by agreement."""
