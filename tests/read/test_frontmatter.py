"""Front matter: what it gives, and every fault with the line a person has to mend."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.read.frontmatter import MAX_ITEMS, Meta, split


def meta(head: str) -> Meta:
    front = split(f"---\n{head}\n---\nBody\n", "x.md")
    assert front.meta is not None, front.problems
    assert front.problems == ()
    assert front.body.strip() == "Body"
    return front.meta


def faults(head: str) -> list[tuple[str, str, int]]:
    front = split(f"---\n{head}\n---\nBody\n", "x.md")
    assert (front.meta is None) == any(problem.severity == "error" for problem in front.problems)
    return [(problem.severity, problem.code, problem.line) for problem in front.problems]


def test_every_key() -> None:
    assert meta(
        """\
title: "A: title"
date: 2025-05-18
author: [Jane Roe, John Doe]
publisher: The Daily
url: https://daily.example/a
tags: politics, economy
language: en_GB
aliases: [/old/raid/]
sources:
  - https://un.example/report
  - Interviews in Aleppo
draft: no"""
    ) == Meta(
        title="A: title",
        date="2025-05-18",
        byline="Jane Roe, John Doe",
        publisher="The Daily",
        url="https://daily.example/a",
        language="en-GB",
        tags=("politics", "economy"),
        aliases=("old/raid/index.html",),
        sources=("https://un.example/report", "Interviews in Aleppo"),
    )


@pytest.mark.parametrize(
    "written", ["2024", "1.10", "no", "2024-01-01", "12:30:45", "0x1F", "1e999", ".nan", "9" * 5000]
)
def test_a_title_stays_as_it_was_written(written: str) -> None:
    assert meta(f"title: {written}").title == written


@pytest.mark.parametrize("head", ["", "title: ~", "title:", "title: ''", "~", "# a comment"])
def test_nothing_is_nothing(head: str) -> None:
    assert meta(head) == Meta()


@pytest.mark.parametrize("written", ["true", "yes", "True", "on"])
def test_a_draft(written: str) -> None:
    assert meta(f"draft: {written}").draft


@pytest.mark.parametrize(
    ("head", "code", "line"),
    [
        ("title: T\ndate: yesterday", "bad-date", 3),
        ("title: T\ndate: 2024-02-30", "bad-date", 3),
        ("title: T\n\ndate: [2024-01-01]", "wrong-type", 4),
        ("title: {a: b}", "wrong-type", 2),
        ("tags: {a: 1}", "wrong-type", 2),
        ("draft: perhaps", "wrong-type", 2),
        ("title: T\ntags:\n\t- a", "front-matter", 4),
        ('title: "unclosed\ndate: 2024', "front-matter", 2),
        ("title: Breaking: a colon", "front-matter", 2),
        ("title: @home", "front-matter", 2),
        ("title: %50", "front-matter", 2),
        ("title: T\nx: !!python/object/apply:os.mkdir [y]", "front-matter", 3),
        ("title: !Foo bar", "front-matter", 2),
        ("a: &a [x]\nb: *a", "front-matter", 2),
        ("tags: &a [*a]", "front-matter", 2),
        ("title: T\nx: " + "[" * 3000 + "]" * 3000, "front-matter", 3),
        ("- a\n- b", "front-matter", 2),
        ("just text", "front-matter", 2),
        ('title: "\\ud800"', "front-matter", 2),
        ("x: " + "y" * 70_000, "front-matter", 1),
    ],
)
def test_an_error_has_its_line_and_refuses_the_article(head: str, code: str, line: int) -> None:
    assert faults(head) == [("error", code, line)]


@pytest.mark.parametrize(
    ("head", "severity", "code", "line"),
    [
        ("title: One\ntitle: Two", "warning", "duplicate-key", 3),
        ("title: T\nurl: javascript:alert(1)", "warning", "bad-url", 3),
        ("language: '\"><script>'", "warning", "bad-language", 2),
        ("aliases: [../../x]", "warning", "bad-alias", 2),
        ("tags: [" + ", ".join(f"t{n}" for n in range(MAX_ITEMS + 5)) + "]", "warning", "too-many", 2),
        ("tittle: T", "note", "unknown-key", 2),
    ],
)
def test_a_warning_keeps_the_article(head: str, severity: str, code: str, line: int) -> None:
    assert faults(head) == [(severity, code, line)]


def test_keys_of_other_programs_are_passed_over_in_silence() -> None:
    assert meta("layout: post\nslug: ../../x\nimage: /etc/passwd\npermalink: /x") == Meta()


def test_a_text_without_front_matter_is_all_body() -> None:
    for text in ("Text\n\n---\n\nmore\n---\n", "---\n\nA rule above.\n", " ---\ntitle: x\n---\n"):
        front = split(text, "x.md")
        assert (front.meta, front.body) == (Meta(), text)


@pytest.mark.parametrize(
    "text", ["---\ntitle: T\n\nText\n", "+++\ntitle = 'T'\n+++\nText", '{\n"title": "T"\n}\n']
)
def test_front_matter_that_is_none_of_ours_is_an_error_on_line_1(text: str) -> None:
    front = split(text, "x.md")
    assert front.meta is None
    assert [problem.line for problem in front.problems] == [1]


def test_it_ends_at_the_first_rule_or_dots_and_allows_blanks_after_them() -> None:
    assert split("--- \ntitle: T\n---\t\ntitle: second\n---\n", "x.md").body == "\ntitle: second\n---\n"
    assert split("---\ntitle: T\n...\nText", "x.md").body == "\nText"


@given(st.text(max_size=80) | st.text("ab:-[]{}&*!|>'\"#%@,? \n\t", max_size=60))
@settings(deadline=None)
def test_any_front_matter_is_read_or_refused_with_a_line(head: str) -> None:
    front = split(f"---\n{head}\n---\nBody\n", "x.md")
    count = f"---\n{head}\n---\nBody\n".count("\n") + 1
    if front.meta is None:
        assert any(problem.severity == "error" for problem in front.problems)
    assert all(1 <= problem.line <= count and problem.where == "x.md" for problem in front.problems)
