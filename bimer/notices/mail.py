"""Makes the e-mail of a notice: multipart text and page, the letter as PDF beside it."""

import hashlib
import hmac
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from bimer.notices import printing, words
from bimer.notices.models import Notice


def message(notice: Notice) -> EmailMultiAlternatives:
    """The mail of a notice; made again it has the same Message-ID, so a doubled one is recognised."""
    text = words.of(notice)
    mail = EmailMultiAlternatives(
        subject=text.subject,
        body=text.text,
        to=[notice.address],
        headers={
            "Message-ID": message_id(notice.pk),
            "Auto-Submitted": "auto-generated",
            "Content-Language": notice.language,
        },
    )
    mail.attach_alternative(words.page(text, notice.language), "text/html")
    if notice.enclosed is not None:
        mail.attach(printing.file_name(notice), printing.pdf(notice), "application/pdf")
    return mail


def message_id(notice_id: int) -> str:
    """Always the same for one notice of this installation, and nobody else can foretell it."""
    key = settings.SECRET_KEY.encode()
    mark = hmac.new(key, f"notice {notice_id}".encode(), hashlib.sha256).hexdigest()[:20]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<notice-{notice_id}-{mark}@{domain}>"
