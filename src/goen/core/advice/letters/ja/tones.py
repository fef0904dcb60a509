"""同じ用件を、より短く、または一文だけ温かく。ここにないものは、ひとつの書き方だけ。"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goen.core.advice.letters.matter import Matter

Paragraphs = Callable[[Matter, list[str]], list[str]]  # 用件と、ふだんの段落から

PLEASE = "どうぞよろしくお願いいたします。"


def _timeline(m: Matter, usual: list[str]) -> list[str]:
    when = f"{m.day}には" if m.day else "先日は"
    return [
        f"{when}お時間をいただき、ありがとうございました。今後の流れについて、おおよその時期だけでもお聞かせいただけましたら幸いです。",
        f"未定でしたら、どうぞお気遣いなさいませんように。{PLEASE}",
    ]


def _accept_offer(m: Matter, usual: list[str]) -> list[str]:
    first = "お心遣いをいただき、誠にありがとうございます。ぜひお引き合わせいただきたく存じます。ご都合が変わっておりましたら、どうぞご放念ください。"
    return [first, *(usual[1:] if m.about else [f"お手数をおかけいたしますが、{PLEASE}"])]


def _answer_introduction(m: Matter, usual: list[str]) -> list[str]:
    thanks = (
        f"このたびは、{m.other}よりご紹介をいただき、誠にありがとうございます。{m.other}にはBCCにてお知らせしております。"
        if m.other
        else usual[0]
    )
    more = "お申し付けの作品を添付にてお送りいたします。" if m.samples else ""
    return [thanks, f"ぜひ一度、お仕事のお話を伺えましたら幸いです。{more}{PLEASE}"]


def _use_and_pay(m: Matter, usual: list[str]) -> list[str]:
    task = m.task or "課題"
    return [
        f"{task}のご案内をいただき、ありがとうございます。提出したものが選考のみに用いられるのか、また、謝礼の有無をお伺いできましたら幸いです。",
        f"未定でしたら、どうぞお気遣いなさいませんように。まずは骨子を一枚にまとめてお送りすることもできます。{PLEASE}",
    ]


def _outline(m: Matter, usual: list[str]) -> list[str]:
    return [
        f"{m.task or '課題'}につきまして、まずは骨子を一枚にまとめてお送りし、詳細は直接ご説明できればと存じます。",
        f"この形でよろしいでしょうか。より詳しいものをご希望でしたら、どうぞお気遣いなさらず、お申し付けください。{PLEASE}",
    ]


def _report_outcome(m: Matter, usual: list[str]) -> list[str]:
    return [usual[0].split("。")[0] + "。", usual[1], "まずはご報告まで申し上げます。お返事には及びません。"]


SHORTER: Mapping[str, Paragraphs] = {
    "talk": lambda m, usual: [usual[0], usual[-1]],
    "timeline": _timeline,
    "chase": lambda m, usual: [
        usual[0],
        f"差し支えなければ、おわかりの範囲でお聞かせいただけましたら幸いです。ご検討中でしたら、このままお待ちいたします。{PLEASE}",
    ],
    "remind": lambda m, usual: [usual[0], "ご負担でしたら、どうぞご放念ください。この件で重ねてご連絡することはございません。"],
    "accept-offer": _accept_offer,
    "decline-introduction": lambda m, usual: [
        "お引き合わせのお申し出をいただき、誠にありがとうございます。せっかくのお話ですが、今の私では十分にお応えできませんので、このたびは控えさせていただきます。",
        "お心にかけてくださいましたこと、たいへん嬉しく存じました。どうぞお気遣いなさいませんように。",
    ],
    "offer-time": lambda m, usual: [
        usual[0].replace(
            "大切なことですので、よく考えたうえでお返事を差し上げたく存じます。", "よく考えたうえでお返事を差し上げたく存じます。"
        ),
        *usual[1:],
    ],
    "offer-yes": lambda m, usual: [usual[0], "必要なお手続きにつきましては、ご案内をいただき次第、すぐに整えます。", usual[-1]],
    "offer-no": lambda m, usual: [*usual[:-1], "末筆ながら、皆様のご健勝をお祈り申し上げます。"],
    "answer-introduction": _answer_introduction,
    "sample": lambda m, usual: [
        "ご希望の作品を添付にてお送りいたします。ほかの種類のものがお役に立つようでしたら、すぐにお送りいたします。",
        f"お時間のある折にお目通しいただけましたら幸いです。{PLEASE}",
    ],
    "report-talk": lambda m, usual: [usual[0], "お引き合わせいただいたおかげです。お返事には及びません。"],
    "report-silence": lambda m, usual: [usual[0], "ご報告まで申し上げます。お返事には及びません。"],
    "report-outcome": _report_outcome,
    "use-and-pay": _use_and_pay,
    "outline": _outline,
    "withdraw": lambda m, usual: [usual[0], usual[1].split("。")[0] + "。"],
    "introduce-ask": lambda m, usual: [
        usual[0],
        f"差し支えなければ、ご紹介してもよろしいでしょうか。ご都合が合わないようでしたら、ご遠慮なくおっしゃってください。{PLEASE}",
    ],
    "introduce": lambda m, usual: [*usual[:-1], "このあとは、直接ご連絡を取り合っていただけましたら幸いです。"],
}


def _and(place: int, sentence: Callable[[Matter], str]) -> Paragraphs:
    """段落に一文を添える。言うことがなければ、そのまま。"""

    def said(m: Matter, usual: list[str]) -> list[str]:
        more, at = sentence(m), place % len(usual)
        return [*usual[:at], f"{usual[at]}{more}", *usual[at + 1 :]] if more else usual

    return said


WARMER: Mapping[str, Paragraphs] = {
    "talk": _and(1, lambda m: "" if m.agent else "伺ったことを、その後も折にふれて思い返しております。"),
    "timeline": _and(0, lambda m: "伺ったお話を、折にふれて思い返しております。" if m.day else ""),
    "chase": _and(0, lambda m: "お目にかかれましたことを、今もありがたく存じております。" if m.met else ""),
    "remind": _and(-1, lambda m: "いただいたお言葉は、今も励みになっております。"),
    "accept-offer": _and(0, lambda m: "お心にかけてくださったことを、何よりうれしく存じます。"),
    "decline-introduction": _and(-1, lambda m: "お気持ちは、大切に頂戴いたします。"),
    "offer-time": _and(0, lambda m: "お選びいただきましたこと、心より光栄に存じます。"),
    "offer-yes": _and(0, lambda m: "お選びいただきましたことを、心より嬉しく存じます。"),
    "offer-no": _and(1, lambda m: "お選びくださったお気持ちは、これからの励みにいたします。"),
    "answer-introduction": _and(0, lambda m: "ご縁をいただけましたことを、うれしく存じます。"),
    "sample": _and(0, lambda m: "ご関心をお寄せくださったことを、うれしく存じます。"),
    "report-talk": _and(0, lambda m: "ご紹介がなければ、お目にかかることのなかった方でした。" if m.other else ""),
    "report-silence": _and(0, lambda m: "お引き合わせくださったお気持ちが、何よりの励みでございます。"),
    "report-outcome": _and(1, lambda m: "あのとき声をかけてくださったことを、今もありがたく存じております。"),
    "withdraw": _and(-1, lambda m: "選考を通じて伺ったお話は、今後の糧にいたします。" if m.met else ""),
    "introduce-ask": _and(0, lambda m: "きっとお話が合うのではと、真っ先に思い浮かびました。"),
    "introduce": _and(0, lambda m: "かねてより、お引き合わせできればと思っておりました。"),
}
