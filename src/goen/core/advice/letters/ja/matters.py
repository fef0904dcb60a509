"""進行中のことがらの手紙: 短く、用件はひとつ、断りやすく。"""

from __future__ import annotations

from goen.core.advice.letters.matter import Matter

SHORTEST, LONGEST = 90, 400  # characters without white space; the question about a date is shorter than a letter of thanks


def subject(m: Matter) -> str:
    """返信でないときの件名。"""
    return {
        "talk": "面談の御礼" if not m.role else f"{m.role}の面談の御礼",
        "answer-introduction": "ご紹介の御礼",
        "forwardable": f"{m.owner}のご紹介",
        "introduce-ask": "お引き合わせのご相談",
        "introduce": "お引き合わせ",
        "report-talk": "ご報告と御礼",
        "report-outcome": "ご報告と御礼",
        "report-silence": "ご報告",
        "withdraw": "選考辞退のご連絡",
        "use-and-pay": "課題についてのお伺い",
        "outline": "課題についてのご相談",
        "timeline": "選考についてのお伺い",
        "chase": "選考についてのお伺い",
    }.get(m.purpose, "ご連絡")


def body(m: Matter) -> str:
    """手紙の全文。"""
    paragraphs = [p for p in PARTS[m.purpose](m) if p]
    if m.purpose == "forwardable":
        return "\n\n".join(paragraphs)
    first = m.purpose == "answer-introduction"
    hello = f"はじめてご連絡いたします。{m.introduces}と申します。" if first else f"お世話になっております。{m.introduces}です。"
    return "\n\n".join([m.greeting, hello, *paragraphs, m.signature])


def _selection(m: Matter) -> str:
    if m.role:
        return f"{m.role}の選考"
    return f"{m.organization}での選考" if m.organization else "選考"


def _talk(m: Matter) -> list[str]:
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


def _timeline(m: Matter) -> list[str]:
    when = f"{m.day}には" if m.day else "先日は"
    return [
        f"{when}お時間をいただき、ありがとうございました。{_selection(m)}につきまして、今後の流れの目安をお伺いできればと存じ、ご連絡いたしました。",
        "おおよその時期だけでもお聞かせいただけましたら幸いです。未定でしたら、どうぞお気遣いなさいませんようお願いいたします。",
    ]


def _chase(m: Matter) -> list[str]:
    named = f"{m.day}頃にご連絡をくださるとのことでしたので、" if m.day else "ご連絡をくださるとのことでしたので、"
    return [
        f"{_selection(m)}につきまして、{named}その後のご状況をお伺いしたく、ご連絡いたしました。",
        "ご検討に時間を要しているようでしたら、引き続きお待ちいたします。差し支えなければ、おわかりの範囲でお聞かせいただけましたら幸いです。",
    ]


def _remind(m: Matter) -> list[str]:
    when = f"{m.day}に" if m.day else "先日"
    return [
        f"{when}お送りしたご相談が、ほかのメールに紛れてしまったかもしれないと存じ、一度だけご連絡いたします。",
        "ご負担でしたら、どうぞご放念ください。この件で重ねてご連絡することはいたしません。お時間を割いてくださいましたことに、改めて御礼申し上げます。",
    ]


def _accept_offer(m: Matter) -> list[str]:
    pass_on = (
        f"お手数のないよう、そのまま転送していただける紹介文を添えます。\n\n{forwardable(m)}"
        if m.about
        else "選考でご覧いただいたとおりにお伝えいただければ十分でございます。"
    )
    return [
        "お心遣いをいただき、誠にありがとうございます。お言葉に甘えて、ぜひお引き合わせいただきたく存じます。お名前に恥じないよう、大切にいたします。ご都合が変わっておりましたら、どうぞご放念ください。",
        pass_on,
    ]


def _answer_introduction(m: Matter) -> list[str]:
    thanks = (
        f"このたびは、{m.other}のお引き合わせにより、ご連絡を頂戴する運びとなりました。{m.other}には BCC にてお知らせし、心より御礼申し上げます。"
        if m.other
        else "このたびは、お引き合わせをいただきありがとうございます。"
    )
    return [
        thanks,
        "ぜひ一度、お仕事のお話を伺えましたら幸いです。来週までの平日でしたら、ご都合に合わせて調整いたします。ご覧いただくものが要るようでしたら、すぐにお送りいたします。",
    ]


def _report_talk(m: Matter) -> list[str]:
    place = f"{m.other_place}の" if m.other_place else ""
    when = f"{m.day}に" if m.day else "先日、"
    return [
        f"先日は{place}{m.other}をご紹介くださり、誠にありがとうございました。{when}お話を伺えましたので、ご報告申し上げます。",
        "お引き合わせいただけたこと、ありがたく存じます。その後のことも、改めてご報告いたします。お返事には及びません。",
    ]


def _report_silence(m: Matter) -> list[str]:
    return [
        f"先日は{m.other}をご紹介くださり、誠にありがとうございました。すぐにお便りを差し上げ、現在はお返事を待っているところでございます。",
        "何かをお願いするものではなく、現状のご報告まで申し上げます。お心遣いに、改めて御礼申し上げます。",
    ]


def _report_outcome(m: Matter) -> list[str]:
    place = m.other_place or "先方"
    far = "最終選考まで進みましたが、" if m.stage == "final" else ""
    news = {
        "accepted": f"おかげさまで、{place}でお世話になることが決まりました。ご紹介がその始まりでした。",
        "offer": f"おかげさまで、{place}より内定のご連絡をいただきました。よく考えてお返事をするつもりでおります。",
        "rejected": f"{place}では{far}私の力が及ばず、採用には至りませんでした。それでも、お引き合わせいただけたことに心から感謝しております。",
        "withdrawn": f"{place}につきましては、熟慮のうえ、私から辞退いたしました。せっかくのお引き合わせに添えず、申し訳ございません。",
    }.get(m.outcome, f"{place}では、現在も選考の途中でございます。")
    return [
        f"先日は{m.other}をご紹介くださり、誠にありがとうございました。その後のことをご報告申し上げます。",
        news,
        "略儀ながら、まずはメールにてご報告申し上げます。お返事には及びません。",
    ]


def _use_and_pay(m: Matter) -> list[str]:
    task = m.task or "課題"
    return [
        f"{task}のご案内をいただき、ありがとうございます。取り組むにあたり、二点だけお伺いできましたら幸いです。",
        "ひとつは、提出したものが選考のみに用いられるのか、実際のお仕事でもお使いになるのか。もうひとつは、想定されている作業の時間と、謝礼の有無でございます。",
        "まずは骨子を一枚にまとめてお送りし、詳しくは直接ご説明することもできます。お決まりでないことは、どうぞお気遣いなさいませんようお願いいたします。",
    ]


def _outline(m: Matter) -> list[str]:
    task = m.task or "課題"
    return [
        f"{task}につきまして、まずは進め方がわかる骨子を一枚にまとめてお送りし、詳細は直接ご説明できればと存じます。実際の内容は、現場の方々に伺ってから決まるところが大きいためです。",
        "この形でよろしいでしょうか。より詳しいものをご希望でしたら、どうぞお気遣いなさらず、そのままお申し付けください。",
    ]


def _withdraw(m: Matter) -> list[str]:
    return [
        f"{_selection(m)}につきまして、このたび別の職に就くことが決まり、誠に勝手ながら選考を辞退いたしたく、ご連絡申し上げます。",
        "お忙しいなかお時間を割いてくださいましたこと、心より御礼申し上げます。直接お伝えすべきところ、メールでのご連絡となりましたことをお詫びいたします。",
    ]


def forwardable(m: Matter) -> str:
    """そのまま転送できる紹介文。"""
    first = (
        f"{m.owner}：{m.about.rstrip('。')}。"
        if m.about
        else f"{m.owner}：{f'{m.role}に近い' if m.role else '近い分野の'}仕事を探しております。"
    )
    return f"{first}短い時間でお話を伺えましたら幸いです。ご都合が合わないようでしたら、どうぞご放念ください。"


def _forwardable(m: Matter) -> list[str]:
    return [forwardable(m)]


def _introduce_ask(m: Matter) -> list[str]:
    """相手の名は、承諾があるまで出さない。紹介のことばがないときだけ名を書く。"""
    place = f"{m.other_place}の" if m.other_place else ""
    who = m.about.rstrip("。") if m.about else f"{place}{m.other}"
    return [
        f"お引き合わせしたい方がいらっしゃいます。{who}です。",
        "差し支えなければ、ご紹介してもよろしいでしょうか。先方にはまだ何も申し上げておりませんので、ご都合が合わないようでしたら、どうぞご遠慮なくおっしゃってください。",
    ]


def _introduce(m: Matter) -> list[str]:
    about = f"{m.about.rstrip('。')}。" if m.about else ""
    return [
        f"お二方にご承諾をいただきましたので、お引き合わせいたします。{m.other}です。{about}",
        "このあとは、直接ご連絡を取り合っていただけましたら幸いです。良いご縁となりますよう願っております。",
    ]


PARTS = {
    "talk": _talk,
    "timeline": _timeline,
    "chase": _chase,
    "remind": _remind,
    "accept-offer": _accept_offer,
    "answer-introduction": _answer_introduction,
    "report-talk": _report_talk,
    "report-outcome": _report_outcome,
    "report-silence": _report_silence,
    "use-and-pay": _use_and_pay,
    "outline": _outline,
    "withdraw": _withdraw,
    "forwardable": _forwardable,
    "introduce-ask": _introduce_ask,
    "introduce": _introduce,
}
