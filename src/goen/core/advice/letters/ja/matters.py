"""進行中のことがらの手紙: 短く、用件はひとつ、断りやすく。"""

from __future__ import annotations

import re

from goen.core.advice.letters.ja import tones
from goen.core.advice.letters.ja.write import length
from goen.core.advice.letters.matter import Matter, paragraphs

SHORTEST, LONGEST = 90, 400  # characters without white space; the question about a date is shorter than a letter of thanks


def subject(m: Matter) -> str:
    """返信でないときの件名。"""
    return {
        "talk": "面談の御礼" if not m.role else f"{m.role}の面談の御礼",
        "answer-introduction": "ご紹介の御礼",
        "forwardable": f"{m.owner}のご紹介",
        "introduce-ask": "お引き合わせのご相談",
        "introduce": "お引き合わせ",
        "sample": "作品のご送付",
        "report-talk": "ご報告と御礼",
        "report-outcome": "ご報告と御礼",
        "report-silence": "ご報告",
        "withdraw": "選考辞退のご連絡",
        "use-and-pay": "課題についてのお伺い",
        "outline": "課題についてのご相談",
        "timeline": "選考についてのお伺い",
        "chase": "選考についてのお伺い",
        "remind": "先日のご相談について",
        "accept-offer": "ご紹介の件の御礼",
        "decline-introduction": "ご紹介の件の御礼",
        "offer-time": "内定のお返事について",
        "offer-yes": "内定の御礼と承諾のご連絡",
        "offer-no": "内定辞退のご連絡",
    }.get(m.purpose, "ご連絡")


def body(m: Matter, manner: str = "") -> str:
    """手紙の全文。manner は "shorter"（短く）、"warmer"（温かく）、"" はふだんの文面で、ほかの書き方がなければそのまま。"""
    usual = _assemble(m, PARTS[m.purpose](m))
    other = {"shorter": tones.SHORTER, "warmer": tones.WARMER}.get(manner, {}).get(m.purpose)
    text = _assemble(m, other(m, PARTS[m.purpose](m))) if other else usual
    return text if SHORTEST <= length(text) <= LONGEST else usual


def _assemble(m: Matter, found: list[str]) -> str:
    parts = [p for p in found if p]
    if m.purpose == "forwardable":
        return "\n\n".join(parts)
    first = m.purpose == "answer-introduction"
    hello = f"はじめてご連絡いたします。{m.introduces}と申します。" if first else f"お世話になっております。{m.introduces}です。"
    return "\n\n".join([m.greeting, hello, *parts, m.signature])


def _selection(m: Matter) -> str:
    if m.role:
        return f"{m.role}の選考"
    return f"{m.organization}での選考" if m.organization else "選考"


def _then(m: Matter) -> str:
    return "その節は" if m.past else "先日は"


def talk(m: Matter) -> list[str]:
    when = f"{m.day}は" if m.day else "先日は"
    if m.agent:
        first = f"{when}、{_selection(m)}の面談をお取り次ぎくださり、誠にありがとうございました。先方の皆様にも、御礼をお伝えいただけましたら幸いです。"
    else:
        first = f"{when}、{_selection(m)}にあたりお時間をいただき、誠にありがとうございました。"
    return [
        first + _concrete(m),
        "お話を伺い、この仕事に携わりたいという思いがいっそう強くなりました。",
        "略儀ながら、まずはメールにて御礼申し上げます。お返事には及びません。",
    ]


def _concrete(m: Matter) -> str:
    if m.said:
        return f"「{m.said.rstrip('。')}」とのお言葉が、心に残っております。"
    if m.liked:
        return f"{m.liked}についてお聞かせくださったことが、大きな励みになりました。"
    return f"{m.thing}についていただいたお言葉が、大きな励みになりました。" if m.thing else ""


def timeline(m: Matter) -> list[str]:
    when = f"{m.day}には" if m.day else "先日は"
    return [
        f"{when}お時間をいただき、ありがとうございました。{_selection(m)}につきまして、今後の流れの目安をお伺いできればと存じ、ご連絡いたしました。",
        "おおよその時期だけでもお聞かせいただけましたら幸いです。未定でしたら、どうぞお気遣いなさいませんように。",
        "お忙しいところ恐れ入りますが、どうぞよろしくお願いいたします。",
    ]


def chase(m: Matter) -> list[str]:
    named = f"{m.day}頃にご連絡をくださると伺っておりましたので、" if m.day else ""
    return [
        f"{_selection(m)}につきまして、{named}その後のご状況をお尋ねしたく、ご連絡いたしました。",
        "差し支えなければ、おわかりの範囲でお聞かせいただけましたら幸いです。ご検討に時間を要しているようでしたら、このまま引き続きお待ちいたします。",
        "お忙しいところ恐れ入りますが、どうぞよろしくお願いいたします。",
    ]


def remind(m: Matter) -> list[str]:
    when = f"{m.day}に" if m.day else "先日"
    return [
        f"{when}お送りしたご相談が、ほかのメールに紛れてしまったかもしれないと存じ、一度だけご連絡いたします。",
        "ご負担でしたら、どうぞご放念ください。この件で重ねてご連絡することはございません。お時間を割いてくださいましたことに、改めて御礼申し上げます。",
    ]


def accept_offer(m: Matter) -> list[str]:
    pass_on = (
        f"お手数のないよう、そのまま転送していただける紹介文を添えます。\n\n{paragraph(m)}"
        if m.about
        else "先方へは、選考でご覧いただいたとおりにお伝えいただければ十分でございます。お手数をおかけいたしますが、どうぞよろしくお願いいたします。"
    )
    return [
        "お心遣いをいただき、誠にありがとうございます。お言葉に甘えて、ぜひお引き合わせいただきたく存じます。お名前に恥じないよう、大切にいたします。ご都合が変わっておりましたら、どうぞご放念ください。",
        pass_on,
    ]


def decline_introduction(m: Matter) -> list[str]:
    return [
        "お引き合わせのお申し出をいただき、誠にありがとうございます。せっかくのお話ですが、今の私では十分にお応えできず、お名前をお借りするのは申し訳なく存じますので、このたびは控えさせていただきます。",
        "お心にかけてくださいましたこと、たいへん嬉しく存じました。事情が変わりましたら、私から改めてご報告申し上げます。どうぞお気遣いなさいませんように。",
    ]


def _offered(m: Matter) -> str:
    """申し出への御礼。代理の方には、お取り次ぎへの御礼。"""
    what = f"{m.role}の内定" if m.role else "内定"
    if m.agent:
        return (
            f"このたびは、{f'{m.organization}の' if m.organization else ''}{what}のご連絡をお取り次ぎくださり、誠にありがとうございます。"
        )
    return f"このたびは、{what}のご連絡をいただき、誠にありがとうございます。"


def offer_time(m: Matter) -> list[str]:
    wish = "大切なことですので、よく考えたうえでお返事を差し上げたく存じます。"
    if not m.until:
        return [
            _offered(m) + wish,
            "お返事の期限は、いつ頃とお考えでしょうか。未定でしたら、どうぞお気遣いなさいませんように。心が決まり次第、私からご連絡いたします。",
        ]
    return [
        _offered(m) + wish,
        f"誠に勝手ながら、{m.day}までとされていたお返事を、{m.until}までお待ちいただくことは可能でしょうか。難しいようでしたら、{m.day}までに私からお答えいたしますので、どうぞお気遣いなさいませんように。",
    ]


def offer_yes(m: Matter) -> list[str]:
    return [
        _offered(m) + "ご提示いただきました内容にて、謹んでお受けいたします。",
        "ご期待に沿えますよう、精一杯努めてまいります。必要な書類やお手続きにつきましては、ご案内をいただき次第、すぐに整えます。",
        ("先方の皆様にも、どうぞよろしくお伝えくださいませ。" if m.agent else "")
        + "今後ともご指導のほど、どうぞよろしくお願い申し上げます。",
    ]


def offer_no(m: Matter) -> list[str]:
    why = "このたび別の職場にお世話になることが決まりましたため" if m.job_taken else "熟慮を重ねました結果"
    thanks = (
        "お話を伺うなかで、お仕事と皆様のお人柄に触れられましたことを、心より感謝しております。"
        if m.met
        else "お選びいただきましたことを、心より感謝しております。"
    )
    passed = "先方の皆様にも、お詫びと御礼をお伝えいただけましたら幸いです。" if m.agent else ""
    return [
        f"{_offered(m)}{why}、誠に心苦しいのですが、辞退させていただきたく、ご連絡申し上げます。",
        f"{thanks}{_concrete(m)}{passed}またいつか、ご縁がございましたら幸いに存じます。",
        "本来であれば直接お伝えすべきところ、メールでのご連絡となりましたことをお詫びいたします。末筆ながら、皆様のご健勝をお祈り申し上げます。",
    ]


def answer_introduction(m: Matter) -> list[str]:
    thanks = (
        f"このたびは、{m.other}よりご紹介をいただき、ご連絡いたしました。お引き合わせくださった{m.other}にはBCCにてお知らせしております。心より御礼申し上げます。"
        if m.other
        else "このたびは、お引き合わせをいただきありがとうございます。"
    )
    more = "お申し付けの作品を添付にてお送りいたします。" if m.samples else "ご覧いただくものがございましたら、すぐにお送りいたします。"
    return [
        thanks,
        f"ぜひ一度、お仕事のお話を伺えましたら幸いです。来週までの平日でしたら、ご都合に合わせて調整いたします。{more}どうぞよろしくお願いいたします。",
    ]


def sample(m: Matter) -> list[str]:
    return [
        "このたびは、作品をご覧くださるとのこと、誠にありがとうございます。ご希望のものを添付にてお送りいたします。ほかの種類のものがお役に立つようでしたら、すぐにお送りいたします。",
        "お時間のある折にお目通しいただけましたら幸いです。どうぞよろしくお願いいたします。",
    ]


def report_talk(m: Matter) -> list[str]:
    place = f"{m.other_place}の" if m.other_place else ""
    when = f"{m.day}に" if m.day else "先日、"
    return [
        f"{_then(m)}{place}{m.other}をご紹介くださり、誠にありがとうございました。{when}お話を伺うことができましたので、ご報告申し上げます。",
        "お引き合わせいただいたおかげです。その後のことも、改めてご報告いたします。お返事には及びません。",
    ]


def report_silence(m: Matter) -> list[str]:
    return [
        f"{_then(m)}{m.other}をご紹介くださり、誠にありがとうございました。ご紹介をいただいてすぐにご連絡を差し上げ、現在はお返事を待っているところでございます。",
        "何かをお願いするものではなく、ご報告まででございます。お心遣いに、改めて御礼申し上げます。",
    ]


def report_outcome(m: Matter) -> list[str]:
    place = m.other_place or "先方"
    far = "最終選考まで進みましたが、" if m.stage == "final" else ""
    news = {
        "accepted": f"おかげさまで、{place}でお世話になることが決まりました。ご紹介をいただいたことが、その始まりでした。",
        "offer": f"おかげさまで、{place}より内定のご連絡をいただきました。{'' if m.job_taken else 'よく考えたうえで、お返事をする所存でおります。'}",
        "rejected": f"{place}の{m.other_role or 'ひとつの募集'}は残念ながら見送りとなりましたが、別の選考が続いております。お引き合わせいただけたことに心から感謝しております。"
        if m.beside
        else f"{place}では{far}私の力が及ばず、採用には至りませんでした。それでも、お引き合わせいただけたことに心から感謝しております。",
        "withdrawn": f"{place}の{m.other_role or 'ひとつの募集'}は私から辞退いたしましたが、別の選考が続いております。"
        if m.beside
        else f"{place}につきましては、熟慮のうえ、私から辞退いたしました。せっかくのお引き合わせにお応えできず、申し訳ございません。",
    }.get(m.outcome, f"{place}では、現在も選考の途中でございます。")
    return [
        f"{_then(m)}{m.other}をご紹介くださり、誠にありがとうございました。その後のことをご報告申し上げます。",
        news,
        "略儀ながら、まずはメールにてご報告申し上げます。お返事には及びません。",
    ]


def use_and_pay(m: Matter) -> list[str]:
    task = m.task or "課題"
    return [
        f"{task}のご案内をいただき、ありがとうございます。取り組むにあたり、二点だけお伺いできましたら幸いです。",
        "ひとつは、提出したものが選考のみに用いられるのか、実際のお仕事でもお使いになるのか。もうひとつは、想定されている作業の時間と、謝礼の有無でございます。",
        "まずは骨子を一枚にまとめてお送りし、詳しくは直接ご説明することもできます。未定の点がございましたら、どうぞお気遣いなさいませんように。",
        "お忙しいところ恐れ入りますが、どうぞよろしくお願いいたします。",
    ]


def outline(m: Matter) -> list[str]:
    task = m.task or "課題"
    return [
        f"{task}につきまして、まずは進め方がわかる骨子を一枚にまとめてお送りし、詳細は直接ご説明できればと存じます。実際の内容は、現場の方々に伺ってから決まるところが大きいためです。",
        "この形でよろしいでしょうか。より詳しいものをご希望でしたら、どうぞお気遣いなさらず、そのままお申し付けください。",
        "お忙しいところ恐れ入りますが、どうぞよろしくお願いいたします。",
    ]


def withdraw(m: Matter) -> list[str]:
    return [
        f"{_selection(m)}につきまして、このたび別の職場にお世話になることが決まりましたため、誠に勝手ながら選考を辞退させていただきたく、ご連絡申し上げます。",
        (
            "お忙しいなかお時間を割いてくださいましたこと、心より御礼申し上げます。"
            if m.met
            else "応募の機会をいただきましたこと、心より御礼申し上げます。"
        )
        + "本来であれば直接お伝えすべきところ、メールでのご連絡となりましたことをお詫びいたします。",
    ]


def paragraph(m: Matter) -> str:
    """そのまま転送できる紹介文。"""
    first = (
        f"{m.owner}：{m.about.rstrip('。')}。"
        if m.about
        else f"{m.owner}：{f'{m.role}に近い' if m.role else '近い分野の'}仕事を探しております。"
    )
    return f"{first}短い時間でお話を伺えましたら幸いです。ご都合が合わないようでしたら、どうぞご放念ください。"


def forwardable(m: Matter) -> list[str]:
    return [paragraph(m)]


VERB = re.compile(r"(?:ます|ました|ません|[るたいうくすつぬむぐぶ])$")  # 名詞で終わらない言葉


def introduce_ask(m: Matter) -> list[str]:
    """相手の名は、承諾があるまで出さない。紹介のことばがないときだけ名を書く。"""
    bare = _bare(m.about)
    if m.opening:
        return _about_opening(m, bare)
    place = f"{m.other_place}の" if m.other_place else ""
    who = bare if VERB.search(bare) else f"{bare}でいらっしゃいます" if m.about else f"{place}{m.other}です"
    return [
        f"お引き合わせしたい方がいらっしゃり、ご連絡いたしました。その方は、{who}。",
        "差し支えなければ、ご紹介してもよろしいでしょうか。" + NOT_NAMED,
    ]


def _about_opening(m: Matter, bare: str) -> list[str]:
    """耳にした募集のこと: 合いそうな方へ、または教えてくださった方へ。"""
    if m.about == m.opening:
        return [
            f"お力を生かしていただけそうな募集のお話を耳にし、ご連絡いたしました。{bare}とのことです。",
            f"差し支えなければ、お話をくださった方にお引き合わせしてもよろしいでしょうか。{NOT_NAMED}",
        ]
    who = f"合いそうな方に心当たりがございます。{bare}{'という方です' if VERB.search(bare) else 'でいらっしゃいます'}。"
    return [
        f"先日は「{_bare(m.opening)}」の募集のお話をお聞かせくださり、ありがとうございました。{who}",
        f"差し支えなければ、お引き合わせしてもよろしいでしょうか。{NOT_NAMED}",
    ]


NOT_NAMED = "先方にはまだお名前を申し上げておりませんので、ご都合が合わないようでしたら、ご遠慮なくおっしゃってください。どうぞよろしくお願いいたします。"


def _bare(about: str) -> str:
    """誰であるかの言葉: 文の終わりを除いたもの。"""
    return about.strip().rstrip("。").removesuffix("です").removesuffix("でいらっしゃいます")


def introduce(m: Matter) -> list[str]:
    if m.opening:
        other = f"こちらは、「{_bare(m.opening)}」の募集のお話をくださった{m.other}でいらっしゃいます。"
    else:
        other = f"こちらは、{_bare(m.about)}の{m.other}でいらっしゃいます。" if m.about else f"こちらは{m.other}でいらっしゃいます。"
    one = (
        f"こちらは、{_bare(m.about_person)}の{m.person}でいらっしゃいます。"
        if m.about_person
        else f"こちらは{m.person}でいらっしゃいます。"
    )
    return [
        "お二方にご承諾をいただきましたので、お引き合わせいたします。",
        f"{m.person}、{other}" if m.person else other,
        *([f"{m.other}、{one}"] if m.person else []),
        "このあとは、直接ご連絡を取り合っていただけましたら幸いです。良いご縁となりますよう願っております。",
    ]


PARTS = paragraphs(globals())
