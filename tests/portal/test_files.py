"""Files: several at once, each refused one named, the others kept."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bimer.casework.models import Attachment
from tests.portal.conftest import STORY


def picture(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n" + b"0" * 100, "image/png")


def names(filing) -> list[str]:
    return [attachment.file.name for attachment in filing.attachments.select_related("file").order_by("pk")]


def test_several_files_at_once(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    answer = citizen_at.post(
        "story", {"text": "", "files": [picture("a.png"), picture("ğ.png")], "do": "add"}
    )

    assert answer.url == reverse("portal:story") + "#files"
    assert names(citizen_at.filing) == ["a.png", "ğ.png"]


def test_a_refused_file_is_named_and_the_others_are_kept(citizen_at, settings):
    settings.ATTACHMENT_BYTES = 1024
    citizen_at.post("what", {"kind": "request"})
    large = SimpleUploadedFile("large.png", b"\x89PNG" + b"0" * 2000)
    program = SimpleUploadedFile("run.exe", b"MZ\x00\x00")
    answer = citizen_at.post("story", {"text": STORY, "files": [large, picture("a.png"), program]})

    assert answer.status_code == 422
    assert answer.context["form"].errors["files"] == [
        "large.png 0 MB sınırından büyük olduğu için eklenmedi.",
        "run.exe bir program olduğu için eklenmedi. PDF, resim ya da belge olarak gönderin.",
    ]
    assert names(citizen_at.filing) == ["a.png"]


def test_twenty_one_megabytes_are_too_many(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    large = SimpleUploadedFile("video.mp4", b"0" * (21 * 1024 * 1024))
    answer = citizen_at.post("story", {"text": STORY, "files": [large]})

    assert answer.context["form"].errors == {
        "files": ["video.mp4 20 MB sınırından büyük olduğu için eklenmedi."]
    }
    assert citizen_at.filing.answers["text"] == STORY


def test_the_eleventh_file_is_refused_by_name(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    files = [picture(f"{number}.png") for number in range(1, 12)]
    answer = citizen_at.post("story", {"text": STORY, "files": files, "do": "add"})

    assert answer.status_code == 422
    assert len(answer.context["form"].errors["files"]) == 1
    assert "11.png" in answer.context["form"].errors["files"][0]
    assert len(names(citizen_at.filing)) == 10


def test_removing_a_file_keeps_what_is_typed(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    citizen_at.post("story", {"text": "", "files": [picture("a.png"), picture("b.png")], "do": "add"})
    first = citizen_at.filing.attachments.order_by("pk").first()
    citizen_at.post("attachment_remove", {"text": STORY, "do": "remove"}, attachment_id=first.pk)

    assert names(citizen_at.filing) == ["b.png"]
    assert citizen_at.filing.answers["text"] == STORY


def test_nobody_removes_a_file_of_another_form(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    citizen_at.post("story", {"text": "", "files": [picture("a.png")], "do": "add"})
    theirs = citizen_at.filing.attachments.get()
    outsider = type(citizen_at)()
    outsider.post("what", {"kind": "request"})
    outsider.post("attachment_remove", {"text": ""}, attachment_id=theirs.pk)

    assert Attachment.objects.filter(pk=theirs.pk).exists()
