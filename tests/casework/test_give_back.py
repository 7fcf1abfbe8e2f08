"""İade: back to whoever sent it, with a coded reason; too often, and the coordinator decides (§4.4)."""

import pytest

from bimer.casework import gate, routing
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.institutions.roles import Level
from bimer.notices.models import Notice
from tests.conftest import make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def returned(application, by, at, *, code="wrong_level", **named):
    return routing.give_back(application, code=code, reason="Bizim değil", by=by, at=at, **named)


def sent(application, to, by, at):
    return routing.forward(application, to=to, reason="Sizin", by=by, at=at)


def test_it_returns_to_the_sender(application, ankara, cankaya, ozan, rana, tuesday):
    sent(application, ankara, ozan, tuesday)

    dispatch = returned(application, rana, tuesday)

    assert (application.holder, application.state) == (cankaya, State.RECEIVED)
    assert dispatch.return_code == "wrong_level"


def test_a_return_is_remembered_with_its_ground(application, ankara, ozan, rana, tuesday):
    returned(application, ozan, tuesday)

    assert application.events.get(move=Move.GIVE_BACK).facts == {
        "left": "Çankaya Kaymakamlığı",
        "unit": "Ankara Valiliği",
        "code": "wrong_level",
        "ground": "The matter belongs to a unit of a higher or lower level.",
        "reason": "Bizim değil",
        "due_on": "2015-04-02",
    }


def test_without_a_sender_it_goes_to_the_coordinator(application, ankara, ozan, rana, tuesday):
    returned(application, ozan, tuesday)

    announce(event_id=application.events.get(move=Move.GIVE_BACK).pk)
    assert application.holder == ankara
    assert [(n.address, n.template) for n in Notice.objects.all()] == [("rana@example.org", "returned")]


def test_not_ours_names_the_competent_unit(application, aski, ozan, tuesday):
    with pytest.raises(Refusal, match="names the institution"):
        returned(application, ozan, tuesday, code="not_ours")

    returned(application, ozan, tuesday, code="not_ours", competent=aski)

    assert application.events.get(move=Move.GIVE_BACK).facts["competent"] == aski.name


def test_not_ours_never_means_ourselves_or_a_closed_unit(application, cankaya, izmir, ozan, tuesday):
    izmir.takes_applications = False
    izmir.save()

    for competent, said in [(cankaya, "your own unit"), (izmir, "no longer receives")]:
        with pytest.raises(Refusal, match=said):
            returned(application, ozan, tuesday, code="not_ours", competent=competent)


@pytest.mark.parametrize("code", ["", "R07", "M6A"])
def test_a_reason_of_another_use_is_refused(code, application, ozan, tuesday):
    with pytest.raises(Refusal, match="Choose one of the reasons"):
        returned(application, ozan, tuesday, code=code)


def test_a_return_without_a_word_is_refused(application, ozan, tuesday):
    with pytest.raises(Refusal, match="Say why"):
        routing.give_back(application, code="wrong_level", reason=" ", by=ozan, at=tuesday)


def test_at_the_centre_there_is_nobody_to_return_it_to(application, centre, ece, tuesday):
    sent(application, centre, ece, tuesday)
    application.dispatches.filter(left_at=None).update(sender=None)

    with pytest.raises(Refusal, match="nobody to return it to"):
        returned(application, ece, tuesday)


def test_an_outsider_may_not_return_it(application, yasin, tuesday):
    with pytest.raises(NotAllowed):
        returned(application, yasin, tuesday)


def test_it_never_returns_to_whoever_is_complained_about(
    application, ankara, aski, ece, ozan, sibel, tuesday
):
    sent(application, aski, ozan, tuesday)
    gate.accuse(application, unit=ozan.postings.get().unit, by=ece, at=tuesday)

    assert routing.returns_to(application, on=tuesday.date()) == ankara


# --- The stopper -----------------------------------------------------------------------------------
@pytest.fixture
def disputed(application, cankaya, aski, ozan, sibel, tuesday):
    """Çankaya and the water utility have each returned it once."""
    sent(application, aski, ozan, tuesday)
    returned(application, sibel, tuesday)
    sent(application, aski, ozan, tuesday)
    return application


def test_the_second_return_between_two_goes_to_their_coordinator(disputed, ankara, sibel, tuesday):
    returned(disputed, sibel, tuesday)

    assert (disputed.holder, disputed.must_decide) == (ankara, True)
    assert disputed.events.filter(move=Move.GIVE_BACK).last().facts["must_decide"] is True


def test_the_third_return_in_all_goes_to_the_coordinator_too(
    application, ankara, aski, izmir, interior, ozan, rana, sibel, yasin, tuesday
):
    sent(application, aski, ozan, tuesday)
    returned(application, sibel, tuesday)  # Çankaya – water
    sent(application, izmir, ozan, tuesday)
    returned(application, yasin, tuesday)  # Çankaya – İzmir
    assert not application.must_decide

    returned(application, ozan, tuesday)  # Çankaya – İzmir again: the second of this pair, the third in all

    assert (application.holder, application.must_decide) == (interior, True)


def test_the_coordinator_can_not_return_it_but_must_decide(disputed, rana, sibel, tuesday):
    returned(disputed, sibel, tuesday)

    with pytest.raises(Refusal, match="You decide"):
        returned(disputed, rana, tuesday)


def test_forwarding_it_back_is_no_way_round_a_return(application, aski, cankaya, ozan, rana, sibel, tuesday):
    sent(application, aski, ozan, tuesday)

    with pytest.raises(Refusal, match="Return it with a reason"):
        sent(application, cankaya, sibel, tuesday)
    sent(application, cankaya, rana, tuesday)  # the coordinator above directs it
    assert application.holder == cankaya


def test_what_was_recalled_or_returned_may_be_sent_there_again(application, aski, ozan, sibel, tuesday):
    sent(application, aski, ozan, tuesday)
    routing.recall(application, by=ozan, at=tuesday)
    sent(application, aski, ozan, tuesday)
    returned(application, sibel, tuesday)

    sent(application, aski, ozan, tuesday)

    assert application.holder == aski


def test_the_decision_binds_the_unit_it_names(disputed, aski, cankaya, izmir, rana, sibel, tuesday):
    returned(disputed, sibel, tuesday)
    dispatch = sent(disputed, aski, rana, tuesday)

    assert (disputed.must_decide, dispatch.binding) == (False, True)
    assert disputed.events.last().facts["binding"] is True
    with pytest.raises(Refusal, match="can't be returned any more"):
        returned(disputed, sibel, tuesday)
    for elsewhere in (cankaya, izmir):
        with pytest.raises(Refusal, match="coordinator has decided"):
            sent(disputed, elsewhere, sibel, tuesday)


def test_a_bound_unit_may_still_send_it_below_itself(disputed, aski, rana, sibel, tuesday):
    returned(disputed, sibel, tuesday)
    sent(disputed, aski, rana, tuesday)
    branch = make_unit("SU.06.1231", "Çankaya Su Şubesi", Level.DISTRICT, under=aski)

    sent(disputed, branch, sibel, tuesday)

    assert disputed.holder == branch


def test_whoever_stands_above_may_decide_anew(disputed, aski, cankaya, rana, sibel, tuesday):
    returned(disputed, sibel, tuesday)
    sent(disputed, aski, rana, tuesday)

    sent(disputed, cankaya, rana, tuesday)

    assert disputed.holder == cankaya


def test_an_accused_coordinator_decides_nothing(disputed, ankara, interior, ece, sibel, tuesday):
    disputed.accused_units = [ankara.pk]
    disputed.save()

    assert (
        routing._decider(disputed, disputed.dispatches.get(left_at=None).sender, tuesday.date()) == interior
    )


def test_a_recalled_decision_binds_nobody(disputed, ankara, aski, rana, sibel, tuesday):
    returned(disputed, sibel, tuesday)
    sent(disputed, aski, rana, tuesday)

    routing.recall(disputed, by=rana, at=tuesday)

    assert (disputed.holder, disputed.must_decide) == (ankara, True)
    assert not disputed.dispatches.filter(binding=True).exists()
