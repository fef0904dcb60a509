"""日本語の手紙の文と組み立て: 宛名から署名まで 400 字以内、お願いは多くてひとつ、ご相談として。"""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

from goen.core.advice.letters.facts import NOTHING, Facts
from goen.core.hiring.names import no_post

# Characters without white space, the whole letter. The guides name 300 to 400 (evidence.md, fact 91); of a letter that has less to say only as much is
# filled in as manners ask: a page of set phrases is what everybody sends.
SHORTEST, LONGEST = 220, 400


def subject(facts: Facts) -> str:
    """The subject of a letter that answers no message."""
    if facts.purpose == "report":
        return "ご報告と御礼"
    return "ご無沙汰しております" if facts.purpose == "catch_up" else "選考の御礼"


def length(text: str) -> int:
    """Characters, white space aside."""
    return len(re.sub(r"\s", "", text))


def body(facts: Facts, manner: str = "") -> str:
    """The whole letter. Deterministic: `facts.seed` chooses among wordings. Where it would be too long, the longest words are left out.

    `manner`: "shorter" leaves out what can be, "warmer" adds one sentence about this process, where there is one to say; "" is the usual.
    """
    bare = replace(facts, late=False, reason_told=False)
    variants = (facts, replace(facts, late=False), bare, replace(bare, thing=NOTHING))
    if manner == "shorter":
        return min(map(_fitted, variants), key=length)
    text = ""
    for shorter in variants:
        text = _fitted(shorter, warm=manner == "warmer")
        if length(text) <= LONGEST:
            break
    return text


def _fitted(facts: Facts, *, warm: bool = False) -> str:
    paragraphs, spare = _parts(facts)
    text = _assemble(facts, paragraphs)
    for place, sentence in spare:
        if length(text) >= SHORTEST:
            break
        longer = [*paragraphs]
        longer[place] += sentence
        if length(_assemble(facts, longer)) <= LONGEST:
            paragraphs = longer
            text = _assemble(facts, paragraphs)
    if warm and (sentence := _warm(facts)):
        warmer = _assemble(facts, [paragraphs[0] + sentence, *paragraphs[1:]])
        return warmer if length(warmer) <= LONGEST else text
    return text


def _warm(facts: Facts) -> str:
    """この選考だけの一文。名がなければ空。"""
    if facts.introduced:
        return f"{facts.introduced}とのご縁は、お引き合わせがなければ得られなかったものです。"
    if not (facts.role or facts.organization):
        return ""
    of = _selection(facts)
    if facts.agent:
        return f"{of}で間に立ってくださる方がいらしたことを、心強く思っておりました。"
    if facts.purpose in ("catch_up", "report"):
        return f"{of}でのやり取りを、今もありがたく思い返しております。"
    return f"{of}に臨む機会をいただけましたことを、ありがたく思っております。"


def _assemble(facts: Facts, paragraphs: list[str]) -> str:
    hello = "ご無沙汰しております。" if facts.purpose == "catch_up" else "お世話になっております。"
    return "\n\n".join([facts.greeting, f"{hello}{facts.introduces}です。", *(p for p in paragraphs if p), facts.signature])


def _parts(facts: Facts) -> tuple[list[str], list[tuple[int, str]]]:
    """(段落, 短いときに足す文とその段落)。"""
    if facts.purpose == "report":
        return _report(facts)
    if facts.purpose == "catch_up":
        return _catch_up(facts)
    if facts.purpose == "thanks":
        closing = _pick(
            facts,
            "略儀ながら、まずはメールにて御礼申し上げます。お返事には及びません。",
            "ひと言御礼をお伝えしたく、ご連絡いたしました。どうぞお返事にはお気遣いなさいませんようお願いいたします。",
        )
        spare = [
            (
                1,
                "選考を通して学んだことを、これからの仕事に活かしてまいります。"
                if facts.field != "student"
                else "選考を通して学んだことを、これからに活かしてまいります。",
            ),
            (0, "お忙しいなか、選考のためにお時間を割いてくださいましたことにも、重ねて感謝申し上げます。"),
            (1, "結果は残念ではございますが、選考の機会をいただけたことを、ありがたく思っております。"),
            (2, "またいつか、お目にかかれましたら幸いです。"),
            (2, "皆様もどうぞお体を大切になさってください。"),
            (1, "一つひとつのやり取りを、今後の励みにいたします。"),
        ]
        return [_opening(facts), _thing(facts), "", closing], spare
    ask = _keep_in_mind(facts) if facts.purpose == "keep_in_mind" else _introduction(facts)
    spare = [
        (0, "お忙しいなか、お時間を割いてくださいましたことにも、重ねて感謝申し上げます。"),
        (1, "結果は残念ではございますが、選考を通して学んだことを、これからに活かしてまいります。"),
        (3, "皆様もどうぞお体を大切になさってください。"),
        (1, "一つひとつのやり取りを、今後の励みにいたします。"),
        (3, "またいつか、お目にかかれましたら幸いです。"),
    ]
    return [_opening(facts), _thing(facts), ask, "", "略儀ながら、メールにて失礼いたします。"], spare


def _opening(facts: Facts) -> str:
    of = _selection(facts) if facts.role or facts.organization else "選考"  # the day stands before it
    late = "ご連絡が遅くなりましたことをお詫び申し上げます。" if facts.late else ""
    when = _then(facts) if facts.late else "このたびは"
    if facts.dated and not (facts.role or facts.organization):
        when = f"{facts.dated}は"
    if facts.agent:
        at = f"{facts.organization}様の" if facts.organization and facts.role and facts.organization not in facts.greeting else ""
        reason = "理由までお伝えくださいましたことにも、感謝しております。" if facts.reason_told else ""
        return f"{late}{when}、{at}{of}につきまして、間に立ってお力添えくださり、誠にありがとうございました。{reason}"
    if facts.thanked:
        return f"{_then(facts)}、{of}につきましてご丁寧に対応してくださり、改めて御礼申し上げます。"
    if facts.wrote_rejection and facts.reason_told:
        return f"{late}{when}、{of}結果をお知らせくださり、ありがとうございました。理由まで率直にお聞かせくださいましたこと、心より感謝しております。"
    if facts.wrote_rejection:
        return f"{late}{when}、{of}結果をお知らせくださり、誠にありがとうございました。"
    if facts.reason_told:
        return f"{late}{of}結果につきまして、事情までお聞かせくださり、ありがとうございました。"
    at = "" if facts.past and facts.late else when.removesuffix("は")
    return f"{late}{at}{of}結果を拝受いたしました。選考にあたり大変お世話になりましたこと、心より御礼申し上げます。"


def _then(facts: Facts) -> str:
    return "その節は" if facts.past else "先日は"


def _selection(facts: Facts) -> str:
    """選考の名: 職種、なければ会社、どちらもなければ連絡の日。"""
    if facts.role:
        return f"{facts.role}の選考"
    if facts.organization:
        return f"{facts.organization}での選考"
    return f"{facts.dated}にご連絡をいただいた選考" if facts.dated else "選考"


def _thing(facts: Facts) -> str:
    thing = facts.thing
    if thing.kind == "praised":
        return _pick(
            facts,
            f"なかでも、{thing.words}についていただいたお言葉は、大きな励みになりました。",
            f"{thing.words}についてくださったお言葉を、これからも大切にしてまいります。",
        )
    if thing.kind == "quoted":
        return _pick(
            facts,
            f"「{thing.words}」とのお言葉は、大きな励みになりました。",
            f"「{thing.words}」と書いてくださったことを、忘れずにおります。",
        )
    if thing.kind == "made":
        return f"{thing.words}に取り組んだことは、私にとって得がたい経験となりました。"
    if thing.kind == "met":
        return f"{thing.words}の折に伺ったお話を通して、お仕事への理解がいっそう深まりました。"
    return ""


def _keep_in_mind(facts: Facts) -> str:
    like = f"{facts.role}に近いお仕事" if facts.role and facts.field != "student" else "近い分野"
    small = "業務委託や短期のものでもかまいません。" if facts.field == "freelance" else ""
    if facts.agent:
        return f"そのうえで、ひとつだけご相談申し上げます。今後、{like}のお話がございました折に、私のことを思い出していただけましたら幸いです。もちろん、ご無理のない範囲で結構です。"
    return _pick(
        facts,
        f"そのうえで、ひとつだけご相談申し上げます。今後、{like}のお話がございました折に、私のことを思い出していただけましたら幸いです。{small}もちろん、お心に留めていただくだけで十分でございます。",
        f"最後に、ひとつだけご相談がございます。いつか{like}の募集をなさる折がございましたら、私のこともお心の片隅に留めていただけましたら幸いです。{small}ご負担でしたら、どうぞご放念ください。",
    )


def _introduction(facts: Facts) -> str:
    if facts.offered:
        return "そのうえで、ひとつだけご相談申し上げます。お申し出くださったご紹介の件、もし今もご迷惑でなければ、お言葉に甘えさせていただきたく存じます。お名前に恥じないよう、大切にいたします。ご都合が変わっておりましたら、どうぞご放念ください。"
    return _pick(
        facts,
        "そのうえで、ひとつだけご相談申し上げます。差し支えなければ、この分野でお話を伺える方のお心当たりを、お一人お教えいただけましたら幸いです。難しいようでしたら、どうぞご放念ください。",
        "最後に、ひとつだけご相談がございます。この分野で一度お話を伺うとよい方がいらっしゃいましたら、ご無理のない範囲でお引き合わせいただけましたら幸いです。ご負担でしたら、どうぞご放念ください。",
    )


def _catch_up(facts: Facts) -> tuple[list[str], list[tuple[int, str]]]:
    of = _selection(facts)
    opening = f"{of}で大変お世話になってから、しばらくの時が経ちました。その節は誠にありがとうございました。"
    news = "私は現在も、近い分野で仕事を探しております。" if facts.searching else ""
    ask = "つきましては、ひとつだけご相談がございます。ご都合のよい折に、短い時間で結構ですので、近況を伺いながらお話しできましたら幸いです。お忙しいようでしたら、どうぞご放念ください。"
    spare = [
        (1, "あれから折に触れて、選考でのやり取りを思い返しております。"),
        (3, "皆様もどうぞお体を大切になさってください。"),
        (0, "お忙しいなか、お時間を割いてくださいましたことを、今もありがたく思っております。"),
        (1, "一つひとつのやり取りが、今も支えになっております。"),
    ]
    return [opening, _thing(facts) + news, ask, "", "略儀ながら、メールにて失礼いたします。"], spare


def _report(facts: Facts) -> tuple[list[str], list[tuple[int, str]]]:
    closing = "略儀ながら、まずはメールにてご報告申し上げます。お返事には及びません。"
    spare = [
        (
            1,
            "お力添えがなければ、得られなかったご縁です。"
            if facts.introduced
            else "応援してくださる方がいらしたことを、心強く思っておりました。",
        ),
        (2, "皆様もどうぞお体を大切になさってください。"),
        (0, "お忙しいなかお心を配ってくださいましたこと、今もありがたく思っております。"),
        (1, "これからも一つひとつ、大切に取り組んでまいります。"),
        (1, "いただいたご恩を忘れずに、精進してまいります。"),
        (2, "またご報告できることがございましたら、ご連絡いたします。"),
        (0, "心より御礼申し上げます。"),
        (2, "いつかお目にかかって、改めて御礼を申し上げられましたら幸いです。"),
    ]
    if not facts.introduced:
        of = _selection(facts)
        place = f"{facts.led_to}にて" if facts.led_to else ""
        opening = f"その節は、{of}で大変お世話になり、誠にありがとうございました。"
        return [
            opening + _thing(facts),
            f"本日は、ご報告がございます。このたび、{place}新しい仕事に就くことが決まりました。",
            "",
            closing,
        ], spare
    opening = f"{_then(facts)}{facts.introduced}をご紹介くださり、誠にありがとうございました。その後のことをご報告申し上げます。"
    return [opening, _came_of_it(facts), "", closing], spare


def _came_of_it(facts: Facts) -> str:
    place = facts.led_to or "先方"
    if facts.outcome == "accepted":
        return f"おかげさまで、{place}でお世話になることが決まりました。ご紹介をいただいたことが、その始まりでした。"
    if facts.outcome == "offer":
        considering = "" if facts.job_taken else "よく考えたうえで、お返事をする所存でおります。"
        return f"おかげさまで、{place}より内定のご連絡をいただきました。{considering}"
    if facts.outcome == "rejected" and facts.beside:
        return f"{place}の{facts.led_role or 'ひとつの募集'}は残念ながら見送りとなりましたが、別の選考が続いております。お引き合わせいただけたことに心から感謝しております。"
    if facts.outcome == "rejected":
        far = "最終選考まで進みましたが、" if facts.stage == "final" else ""
        return f"{place}では{far}残念ながら採用には至りませんでした。それでも、お引き合わせいただけたことに心から感謝しております。"
    if facts.outcome == "withdrawn" and facts.beside:
        return f"{place}の{facts.led_role or 'ひとつの募集'}は私から辞退いたしましたが、別の選考が続いております。"
    if facts.outcome == "withdrawn":
        return f"{place}につきましては、熟慮のうえ、私から辞退いたしました。せっかくのお引き合わせにお応えできず、申し訳ございません。"
    if facts.outcome == "silent":
        return f"{place}からは、しばらくお返事を待っているところでございます。何かをお願いするものではなく、現状のご報告まで申し上げます。"
    if facts.stage in {"screen", "interview", "final", "assignment", "offer"}:
        return f"その後、{place}にてお話を進めていただいており、現在も選考の途中でございます。"
    return (
        "その後、ご連絡を取り合っております。まだ形にはなっておりませんが、現状をお伝えしたく存じました。"
        if facts.in_touch
        else "まだ形になったことはございませんが、お引き合わせくださったことをありがたく思っております。"
    )


def clean_role(role: str) -> str:
    """募集の名: 括弧や番号を除いたもの。文に置けないものは空。"""
    bare = re.sub(r"[(（\[【〔].*?[)）\]】〕]", "", role)
    bare = re.split(r"[、。;:：]|\s[/|–—-]\s", bare)[0]
    bare = re.sub(r"(?:の|に関する)?(?:ご?応募|募集|採用|選考|求人)(?:のお知らせ|について|の件)?$", "", _plain(bare, 30))
    return "" if no_post(bare) else bare


def clean_name(name: str) -> str:
    """会社名: 文に置けないものは空。"""
    return _plain(name, 30)


def _plain(text: str, longest: int) -> str:
    bare = re.sub(r"[^\w\s・ー『』&+'’.-]", "", text).strip()
    bare = re.sub(r"\s+", " " if bare.isascii() else "", bare)
    return bare if len(bare) <= longest and re.search(r"[^\W\d_]", bare) else ""


def _pick(facts: Facts, *wordings: str) -> str:
    """One of the wordings: the same for the same application, and not in step with the other choices of the letter."""
    return wordings[zlib.crc32(f"{facts.seed} {len(wordings)} {wordings[-1][:12]}".encode()) % len(wordings)]
