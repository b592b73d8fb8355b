"""curation.toml is edited as text: what a command does not change stays to the last blank."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.editor.rulings_file import parse_file, written_lines
from sitegen.problems import SitegenError

MIXED = '''# The rulings.

[[same]]
entities = [
  "a",  # the first
  "b",
]

# About c.
[[entity]]
id = "c"     # its id
name = "C"

[[not-same]]
entities = ["a", "c"]
  # indented
[[ same ]]  # again
entities = ["c", "d"]

[[entity]]
id = "e"
name = """
[[entity]]
id = "no"
"""
# The end.
'''


def test_the_text_is_cut_into_its_tables() -> None:
    file = parse_file(MIXED)
    assert [(b.table, b.line) for b in file.blocks] == [
        ("same", 3),
        ("entity", 10),
        ("not-same", 14),
        ("same", 17),
        ("entity", 20),
    ]
    assert file.text == MIXED


def test_a_change_touches_its_line_alone() -> None:
    file = parse_file(MIXED)
    renamed = file.changed(file.at(10), {"name": "See", "hide": True})
    assert renamed.text == MIXED.replace('name = "C"', 'name = "See"\nhide = true')
    longer = file.changed(file.at(3), {"entities": ["a", "b", "x"]})
    assert longer.text == MIXED.replace('  "b",\n', '  "b",\n  "x",\n')
    last = file.changed(file.at(20), {"name": "E"})
    assert last.text.endswith('id = "e"\nname = "E"\n# The end.\n')
    gone = file.changed(file.at(10), {"name": None})
    assert gone.text == MIXED.replace('name = "C"\n', "")


def test_a_new_table_stands_at_the_end() -> None:
    added = parse_file(MIXED).added("mention", {"article": "x", "text": 'Ünal “the” "Bey"', "entity": "u"})
    assert added.text.startswith(MIXED + "\n[[mention]]\narticle = ")
    assert tomllib.loads(added.text)["mention"] == [
        {"article": "x", "text": 'Ünal “the” "Bey"', "entity": "u"}
    ]
    first = parse_file("").added("same", {"entities": ["a", "b"]})
    assert first.text.startswith("# ")
    assert first.text.endswith('\n\n[[same]]\nentities = ["a", "b"]\n')
    open_end = parse_file('[[entity]]\nid = "a"').added("entity", {"id": "b"})
    assert open_end.text == '[[entity]]\nid = "a"\n\n[[entity]]\nid = "b"\n'


def test_line_ends_of_windows_stay() -> None:
    text = MIXED.replace("\n", "\r\n")
    file = parse_file(text)
    assert file.written == text
    assert "\n" not in file.added("entity", {"id": "z"}).written.replace("\r\n", "")


@pytest.mark.parametrize(
    "text",
    [
        'same = [{entities = ["a", "b"]}]\n',
        'x = 1\n[entity]\nid = "a"\n',
        '[[entity]]\nid = "a"\n[entity.x]\ny = 1\n',
    ],
)
def test_tables_in_another_shape_are_refused_or_kept(text: str) -> None:
    try:
        added = parse_file(text).added("same", {"entities": ["c", "d"]})
    except SitegenError as error:
        assert "curation.toml" in str(error) and "hint" in str(error)
    else:
        assert added.text.startswith(text)


def test_what_is_not_toml_is_refused_with_its_line() -> None:
    with pytest.raises(SitegenError, match=r"^curation\.toml:2: "):
        parse_file('[[entity]]\nid = "a\n')


def test_the_lines_tell_what_to_undo() -> None:
    file = parse_file(MIXED)
    told = written_lines(file.text, file.changed(file.at(10), {"name": "See"}).text)
    assert told == ["curation.toml:12", '- name = "C"', '+ name = "See"']
    assert written_lines(file.text, file.text) == []


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
TABLES = st.lists(
    st.tuples(
        st.sampled_from(["same", "not-same", "entity", "event"]),
        WORDS,
        st.sampled_from(["", "\n", "# a word\n", "\n# before\n", "  \n\n"]),
        st.booleans(),
    ),
    max_size=6,
)


def _written(tables: list[tuple[str, str, str, bool]]) -> str:
    text = ""
    for table, word, gap, several in tables:
        value = tomllib_string(word)
        if table in ("same", "not-same"):
            items = f'[\n  "one",\n  {value},  # {table}\n]' if several else f'["one", {value}]'
            text += f"{gap}[[{table}]]\nentities = {items}\n"
        else:
            comment = "  # why" if several else ""
            text += f"{gap}[[{table}]]{comment}\nid = {value}\n"
    return text


def tomllib_string(word: str) -> str:
    escaped = "".join(c if c.isalnum() else f"\\U{ord(c):08X}" for c in word)
    return f'"{escaped}"'


@settings(deadline=None, max_examples=120)
@given(TABLES, st.data())
def test_any_edit_leaves_every_other_line_and_table(
    tables: list[tuple[str, str, str, bool]], data: st.DataObject
) -> None:
    file = parse_file(_written(tables))
    before = [(b.table, dict(b.values)) for b in file.blocks]
    word = data.draw(WORDS)
    changing = data.draw(st.booleans())
    if file.blocks and changing:
        n = data.draw(st.integers(0, len(file.blocks) - 1))
        block = file.blocks[n]
        key = "entities" if "entities" in block.values else "name"
        value: str | list[str] = [*block.values["entities"], word] if key == "entities" else word
        new = file.changed(block, {key: value})
        before[n] = (block.table, {**block.values, key: value})
        assert new.head == file.head
        assert [b.text for b in new.blocks[:n]] == [b.text for b in file.blocks[:n]]
        assert [b.text for b in new.blocks[n + 1 :]] == [b.text for b in file.blocks[n + 1 :]]
        kept = [line for line in block.text.splitlines() if "#" in line and line.strip().startswith("#")]
        assert all(line in new.blocks[n].text for line in kept)
    else:
        new = file.added("entity", {"id": word})
        before.append(("entity", {"id": word}))
        assert new.text.startswith(file.text)
    assert [(b.table, dict(b.values)) for b in new.blocks] == before
