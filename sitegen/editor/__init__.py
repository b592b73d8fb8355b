"""The editor's commands: what they find, what they write into curation.toml, what they ask.

finder        what a person typed means: an id, an address, a name
rulings_file  curation.toml as text: tables changed and added, every other line as it was
desk          the archive as the commands see it; the lock around reading and writing
groups        what the rulings already join and keep apart
edits         merge, rename, hide
splitting     split
review        the doubtful pairs and what to do about each; pages: the same in the preview
"""
