"""The officials' addresses. Everything but `sign_in` asks who is there."""

from django.urls import path

from bimer.desk.views import accounts, applications, boards, lateness, letters, moves, units

app_name = "desk"

urlpatterns = [
    path("giris/", accounts.sign_in, name="sign_in"),
    path("cikis/", accounts.sign_out, name="sign_out"),
    path("hesabim/", accounts.my_account, name="my_account"),
    path("hesabim/dil/", accounts.language, name="language"),
    path("hesabim/etkin/", accounts.still_here, name="still_here"),
    path("", boards.inbox, name="inbox"),
    path("ozet/", boards.overview, name="overview"),
    path("gecikmeler/", lateness.lateness, name="lateness"),
    path("ara/", boards.find, name="find"),
    path("islenenler/", boards.handled, name="handled"),
    path("birimler/", units.suggest, name="suggest_units"),
    path("mektuplar/", letters.letters, name="letters"),
    path("mektuplar/<int:notice_id>.pdf", letters.letter_pdf, name="letter_pdf"),
    path("mektuplar/<int:notice_id>/basildi/", letters.mark_printed, name="mark_printed"),
    path("mektuplar/<int:notice_id>/yeniden/", letters.try_again, name="try_again"),
    path("basvuru/<str:number>/", applications.application, name="application"),
    path("basvuru/<str:number>/dosya/<int:attachment_id>/", applications.attachment, name="attachment"),
    path("basvuru/<str:number>/cevap.pdf", applications.answer_pdf, name="answer_pdf"),
    path("basvuru/<str:number>/dokum/", applications.printout, name="printout"),
    path("basvuru/<str:number>/al/", moves.take, name="take"),
    path("basvuru/<str:number>/sevk/", moves.forward, name="forward"),
    path("basvuru/<str:number>/iade/", moves.give_back, name="give_back"),
    path("basvuru/<str:number>/cevap/", moves.draft, name="draft"),
    path("basvuru/<str:number>/onay/", moves.approve, name="approve"),
    path("basvuru/<str:number>/geri/", moves.send_back, name="send_back"),
]
