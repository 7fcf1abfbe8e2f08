"""The citizens' addresses. All of them are open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from bimer.portal.views import afterwards, filing, integrity, pages, placing, sending, track

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("basvuru/", sending.start, name="start"),
    path("basvuru/tur/", filing.what, name="what"),
    path("basvuru/olay/", filing.story, name="story"),
    path("basvuru/dosya/<int:attachment_id>/kaldir/", filing.attachment_remove, name="attachment_remove"),
    path("basvuru/hakkinda/", placing.about, name="about"),
    path("basvuru/yer/", placing.where, name="where"),
    path("basvuru/yer/ara/", placing.suggest_places, name="suggest_places"),
    path("basvuru/kurum/", placing.whom, name="whom"),
    path("basvuru/kurum/ara/", placing.suggest_units, name="suggest_units"),
    path("basvuru/gizlilik/", filing.identity, name="identity"),
    path("basvuru/kimlik/", filing.who, name="who"),
    path("basvuru/kontrol/", sending.check, name="check"),
    path("basvuru/alindi/", sending.receipt, name="receipt"),
    path("basvuru/alindi.pdf", sending.receipt_pdf, name="receipt_pdf"),
    path("basvuru/unut/", sending.forget, name="forget"),
    path("takip/", track.track, name="track"),
    path("takip/basvuru/", track.track_detail, name="track_detail"),
    path("takip/basvuru/mesaj/", track.message, name="message"),
    path("takip/basvuru/geri-al/", afterwards.withdraw, name="withdraw"),
    path("takip/basvuru/itiraz/", afterwards.objection, name="objection"),
    path("takip/basvuru/degerlendir/", afterwards.rate, name="rate"),
    path("takip/basvuru/tesekkur/", afterwards.rated, name="rated"),
    path("takip/basvuru/dosya/<int:attachment_id>/", track.track_file, name="track_file"),
    path("takip/basvuru/cevap.pdf", track.answer_pdf, name="answer_pdf"),
    path("takip/basvuru/cevap/<int:answer_id>.pdf", track.reply_pdf, name="reply_pdf"),
    path("aydinlatma/", pages.privacy, name="privacy"),
    path("erisilebilirlik/", pages.accessibility, name="accessibility"),
    path("butunluk/", integrity.integrity, name="integrity"),
    path("butunluk/<str:file>", integrity.anchor, name="anchor"),
    path("diger-yollar/", pages.contact, name="contact"),
    path("dil/", login_not_required(set_language), name="language"),
    path("saglik/", pages.health, name="health"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
]
