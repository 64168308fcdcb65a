"""The transformation guide: complete in both languages, open to everybody, and linked from where it helps."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from editing.domain.schema import ExchangeError, parse_yaml, read
from editing.domain.texts import Text
from roadmap.domain.exchange import read_library
from roadmap.domain.guide import Guide
from roadmap.selectors.guide import FILE, guide

GUIDE = guide()
TOPICS = ("leadership", "people", "data", "security", "money", "provider", "contract", "acceptance")
STAGES = ("start", "integrate", "collaborate")


def texts() -> Iterator[Text]:
    for topic in GUIDE.topics:
        yield topic.name
    for stage in GUIDE.stages:
        yield from (stage.name, stage.aim)
        for advice in stage.advice:
            yield advice.pitfall
            for point in advice.points:
                yield from filter(None, (point.text, point.source))


def content(client: Client, stage: str = "", language: str = "zh-hans") -> str:
    client.cookies["django_language"] = language
    url = reverse("roadmap:guide_stage", args=[stage]) if stage else reverse("roadmap:guide")
    return " ".join(client.get(url).content.decode().split())


# --- the content ---------------------------------------------------------------------------------


def test_each_stage_says_something_about_each_topic() -> None:
    assert tuple(topic.code for topic in GUIDE.topics) == TOPICS
    assert tuple(stage.code for stage in GUIDE.stages) == STAGES
    for stage in GUIDE.stages:
        assert tuple(advice.topic for advice in stage.advice) == TOPICS, stage.code


def test_a_topic_has_three_to_six_points() -> None:
    for stage in GUIDE.stages:
        for advice in stage.advice:
            assert 3 <= len(advice.points) <= 6, (stage.code, advice.topic)


def test_every_text_is_there_in_both_languages() -> None:
    for text in texts():
        assert text.zh, text
        assert text.en, text.zh
        assert not text.official, text.zh


def test_nothing_is_said_twice() -> None:
    said = [point.text.zh for stage in GUIDE.stages for advice in stage.advice for point in advice.points]
    assert len(said) == len(set(said))


def test_the_stages_are_those_of_every_roadmap() -> None:
    for sector in read_library().sectors:
        assert tuple(stage.code for stage in sector.stages) == STAGES, sector.code


def test_an_unknown_stage_is_an_error() -> None:
    with pytest.raises(KeyError):
        GUIDE.stage("later")


def test_the_file_is_read_strictly() -> None:
    data: dict[str, Any] = parse_yaml(FILE.read_text(encoding="utf-8"))
    data["stages"][0]["advice"][0]["points"][0]["text"]["zh"] = ""
    with pytest.raises(ExchangeError, match=r"stages\[start\]\.advice\[1\]\.points\[1\]\.text\.zh"):
        read(Guide, data)


# --- the pages -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_overview_leads_to_every_topic_of_every_stage(client: Client) -> None:
    words = content(client)
    for stage in STAGES:
        for topic in TOPICS:
            assert f'href="/guide/{stage}/#{topic}"' in words
    assert "做完一个阶段不等于达到某一级" in words


@pytest.mark.django_db
@pytest.mark.parametrize("code", STAGES)
def test_a_stage_shows_all_it_says_in_both_languages(code: str, client: Client) -> None:
    stage = GUIDE.stage(code)
    chinese, english = content(client, code), content(client, code, "en")
    for topic, advice in GUIDE.chapters(stage):
        assert f'id="{topic.code}"' in chinese
        for point in advice.points:
            assert point.text.zh in chinese
            if point.source:
                assert f"来源：{point.source.zh}" in chinese
        assert advice.pitfall.zh in chinese
        assert topic.name.en in english
    assert chinese.count("其余是编写者的建议") == 1


@pytest.mark.django_db
def test_the_stage_one_reads_is_marked(client: Client) -> None:
    words = content(client, "integrate")
    assert 'href="/guide/integrate/" aria-current="page">贯通</a>' in words
    assert words.count('aria-current="page"') == 1


@pytest.mark.django_db
def test_an_unknown_stage_is_not_found(client: Client) -> None:
    assert client.get("/guide/later/").status_code == 404


# --- the ways there ------------------------------------------------------------------------------


def test_a_stage_of_a_roadmap_leads_to_its_page() -> None:
    words = render_to_string("roadmap/_guide_link.html", {"code": "collaborate"})
    assert 'href="/guide/collaborate/"' in words
    assert "协同阶段" in words


def test_a_stage_that_the_guide_does_not_know_leads_nowhere() -> None:
    assert "href" not in render_to_string("roadmap/_guide_link.html", {"code": "later"})


@pytest.mark.django_db
def test_the_landing_page_and_every_footer_lead_to_the_guide(client: Client) -> None:
    assert client.get("/").content.decode().count('href="/guide/"') == 2
    assert 'href="/guide/"' in client.get("/privacy/").content.decode()


@pytest.mark.django_db
def test_search_engines_may_read_it(client: Client) -> None:
    assert "/guide" not in client.get("/robots.txt").content.decode()
