"""A folder of mail that grows: applications, and the forms that answer them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

ME = "Thea Lund <thea@lund.example>"
APPLIED = {
    "en": "Dear Arbor Press,\n\nI would like to apply for the post of {role}. My CV is attached.\n\nKind regards\nThea Lund",
    "ja": "採用ご担当者様\n\n{role}の求人に応募いたします。履歴書を添付いたしますので、ご査収ください。\n\nルンド・テア",
}
FORM = {
    "en": "Dear Thea Lund,\n\nThank you for applying for the post of {role}. Your application has the number {n} and is now with the committee,"
    " which meets on {day}. You need do nothing until then, and will hear from us when the committee has met.\n\nArbor Press",
    "ja": "ルンド・テア様\n\n{role}の求人にご応募いただき、ありがとうございます。受付番号は{n}です。選考委員会は{day}に開かれます。それまでにお願いすることは"
    "ございません。委員会のあと、結果をあらためてご連絡いたします。\n\nアーバー出版 採用係",
}
POSTS = {"en": ("bookbinder", "gardener", "archivist"), "ja": ("製本係", "校閲者", "資料係")}
DAYS = {"en": ("4 March", "17 April", "9 May"), "ja": ("3月4日", "4月17日", "5月9日")}


class Box:
    """A folder of mail that grows; messages are numbered from 1."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.count = 0

    def add(self, sender: str, text: str, subject: str = "A note", to: str = ME, **headers: str) -> str:
        self.count += 1
        made = EmailMessage()
        made["From"], made["To"], made["Subject"] = sender, to, subject
        made["Date"] = format_datetime(datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=3 * self.count))
        made["Message-ID"] = f"<m{self.count}@arbor.example>"
        for name, value in headers.items():
            made[name.replace("_", "-")] = value
        made.set_content(text + "\n")
        (self.folder / f"{self.count:03}.eml").write_bytes(bytes(made))
        return f"<m{self.count}@arbor.example>"

    def forms(self, language: str, sender: str = "Arbor Press <jobs@arbor.example>", count: int = 2) -> list[str]:
        """Applications, each with the firm's form for an answer; the ids of the answers."""
        out = []
        for n in range(count):
            role = POSTS[language][n]
            subject = {"en": f"Application: {role}", "ja": f"{role}への応募"}[language]
            self.add(ME, APPLIED[language].format(role=role), subject, to=sender)
            out.append(self.add(sender, FORM[language].format(role=role, n=4711 + n, day=DAYS[language][n]), f"Re: {subject}"))
        return out
