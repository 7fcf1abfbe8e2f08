import smtplib
import stat
import sys
from email.message import EmailMessage

from bimer.house import mailbox, processes
from bimer.house.probes import Sign, greeting


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "bimer@example.org"
    message["To"] = "vatandas@example.org"
    message["Subject"] = "Başvurunuz alındı: İçişleri"
    message.set_content("Sayın Ayşe Yılmaz,\n\nBaşvurunuz kaydedildi.\n")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="yanıt.pdf")
    return message


def test_what_is_mailed_can_be_read_again(tmp_path, log, free_port, soon):
    command = [sys.executable, "-m", "bimer.house.mailbox", tmp_path / "mail", str(free_port)]
    server = processes.spawn(command, log=log)
    try:
        soon(lambda: greeting("127.0.0.1", free_port)(0) is Sign.ALIVE)
        with smtplib.SMTP("127.0.0.1", free_port) as link:
            link.send_message(letter(), to_addrs=["vatandas@example.org", "kopya@example.org"])
    finally:
        processes.end(server)
    first, second = mailbox.received(tmp_path / "mail")
    assert (first.recipient, second.recipient) == ("vatandas@example.org", "kopya@example.org")
    assert first.subject == "Başvurunuz alındı: İçişleri"
    assert first.text == "Sayın Ayşe Yılmaz,\n\nBaşvurunuz kaydedildi.\n"
    assert first.attachments == ["yanıt.pdf"]
    assert stat.S_IMODE(first.path.stat().st_mode) == 0o600
    assert server.returncode == 0


def test_an_empty_mailbox_has_no_messages(tmp_path):
    assert mailbox.received(tmp_path) == []
