"""Random legal sequences of moves: whatever officials, applicant and clock do, the promises hold.

Never without a responsible unit, days add up, no answer leaves unapproved, no accused sees anything, and the
history replays to the state that is (P2, O5, L1, T4). BIMER_SEQUENCES says how many are driven."""

import os
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bimer.casework import (
    afterwards,
    answering,
    consulting,
    gate,
    ladder,
    policy,
    queries,
    registering,
    routing,
    shares,
    timing,
    working,
)
from bimer.casework.actors import Applicant
from bimer.casework.consulting import Asked
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.history.verifying import Walk
from bimer.casework.lifecycle import RULES, Move, State
from bimer.casework.models import Application, Decision, Outcome, Purpose
from bimer.casework.replay import replay
from bimer.institutions.models import Officer, Unit
from bimer.institutions.roles import Role
from bimer.law import gate as law_of_the_gate
from bimer.law import grounds
from bimer.law.grounds import Use
from bimer.law.kinds import Kind
from tests.conftest import make_application, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEQUENCES = int(os.environ.get("BIMER_SEQUENCES", "2000"))
ENOUGH = 2000
KINDS = (Kind.REQUEST, Kind.INFORMATION, Kind.COMPLAINT)
# How much time passes before a move: hours within the day, days, and enough to be late.
HOURS, DAY = timedelta(hours=2), timedelta(days=1)
PASSES = (HOURS, HOURS, HOURS, HOURS, DAY, DAY, timedelta(days=4), timedelta(days=20))
ANY = 10**6
# Moves that bring an application on are tried more often than those that leave it where it is.
ONWARD = {
    Move.PROPOSE,
    Move.APPROVE,
    Move.CHARGE,
    Move.PAY,
    Move.EXTEND,
    Move.WAKE,
    Move.LAPSE,
    Move.CONTRIBUTE,
}
ONWARD |= {Move.OBJECT, Move.REOPEN, Move.RATE}


@dataclass
class World:
    officers: list[Officer]
    units: list[Unit]
    applications: dict[Kind, Application]
    posted: dict[int, int]  # officer: unit
    lines: dict[int, set[int]]  # officer: the units she serves at or below


@pytest.fixture
def world(centre, ankara, cankaya, aski, izmir, ozan, nur, rana, sibel, yasin, ece, monday) -> World:
    make_officer("kemal", "Kemal Er", (Role.APPROVER, aski), (Role.RESPONDENT, aski))
    make_officer("can", "Can Su", (Role.APPROVER, ankara))
    make_officer("mert", "Mert Oz", (Role.APPROVER, izmir))
    make_officer("pelin", "Pelin Ay", (Role.RESPONDENT, cankaya))
    make_officer("filiz", "Filiz Al", (Role.APPROVER, centre))
    applications = {kind: make_application(cankaya, monday, kind=kind) for kind in KINDS}
    officers = list(Officer.objects.order_by("pk"))
    posted = {officer.pk: officer.postings.first().unit_id for officer in officers}
    lines = {officer.pk: set(officer.postings.first().unit.path[1:]) for officer in officers}
    return World(officers, [ankara, cankaya, aski, izmir, centre], applications, posted, lines)


@dataclass
class Turn:
    """One try at a move: who, what of the possible, with which of the choices, after how long."""

    who: int
    what: int
    which: int
    passes: int


turns = st.builds(
    Turn,
    who=st.integers(0, ANY),
    what=st.integers(0, ANY),
    which=st.integers(0, ANY),
    passes=st.integers(0, ANY),
)


class Story:
    """An application and what is done to it, by hands that pick among what the table and the policy allow."""

    def __init__(self, world: World, kind: Kind, at: datetime) -> None:
        self.world, self.at = world, at
        self.application = Application.objects.get(pk=world.applications[kind].pk)

    @property
    def on(self):
        return timezone.localdate(self.at)

    def plays(self, turn: Turn) -> str:
        """Make the move; a refusal is fine, a half-made move is not."""
        self.at += PASSES[turn.passes % len(PASSES)]
        name, hand = self._chosen(turn)
        try:
            hand()
        except (Refusal, NotAllowed):
            return f"{name} refused"
        finally:
            self.application = Application.objects.get(pk=self.application.pk)
        return name

    def _chosen(self, turn: Turn):
        actors = self._actors()
        first = turn.who % len(actors)
        for who in [*actors[first:], *actors[:first]]:
            if offered := self._open_to(who, turn.which):
                offered += [one for one in offered if one[0] in ONWARD] * 5
                move, hand = offered[turn.what % len(offered)]
                return str(move), hand
        return "nothing", lambda: None

    def _open_to(self, who, which: int) -> list:
        if who == "applicant":
            hands = self._of_the_applicant(which)
            return [one for one in hands if self.application.state in RULES[one[0]].before]
        if who == "clock":
            return self._of_the_clock()
        hands = self._of_the_officer(who, which)
        possible = policy.moves(who, self.application, on=self.on)
        return [(move, hands[move]) for move in possible if move in hands]

    def _actors(self) -> list:
        """Those who may have something to do with it, whoever holds it counted twice."""
        line = set(self.application.holder.path)
        asked = set(self.application.consultations.values_list("unit", flat=True))
        near = [o for o in self.world.officers if self.world.posted[o.pk] in line | asked]
        here = [o for o in near if self.world.posted[o.pk] == self.application.holder_id]
        waits_for_the_clock = self.application.promise_on and self.application.state == State.ANSWERED
        return [*near, *here, *here, "applicant", *["clock"] * (6 if waits_for_the_clock else 1)]

    def _of_the_applicant(self, which: int):
        by = {"by": Applicant(self.application.pk), "at": self.at}
        hands = [
            (Move.WRITE, lambda: answering.write_message(self.application, text="Ek bilgi", **by)),
            (Move.OBJECT, lambda: afterwards.objection(self.application, **by)),
            (Move.RATE, lambda: afterwards.rate(self.application, score=3, solved=False, **by)),
        ]
        if which % 5 == 0:
            hands.append((Move.WITHDRAW, lambda: afterwards.withdraw(self.application, **by)))
        return hands

    def _of_the_clock(self):
        hands = [(Move.WARN, lambda: ladder.climb(at=self.at))]
        promised = self.application.promise_on
        if promised and self.application.state == State.ANSWERED:
            self.at += max(timedelta(0), (promised - self.on)) + DAY  # the clock waits for that day
            hands.append((Move.WAKE, lambda: afterwards.wake(self.application, at=self.at)))
        fee = self.application.fees.filter(paid_at=None, lapsed_at=None, due_on__lt=self.on).first()
        if fee:
            hands.append((Move.LAPSE, lambda: timing.lapse(fee, at=self.at)))
        return hands

    def _of_the_officer(self, officer: Officer, which: int):
        application, by = self.application, {"by": officer, "at": self.at}
        unit = self.world.units[which % len(self.world.units)]
        colleague = self._colleague(which)
        kind = KINDS[which % len(KINDS)]
        return {
            Move.TAKE: lambda: working.take(application, **by),
            Move.RELEASE: lambda: working.release(application, **by),
            Move.ASSIGN: lambda: working.assign(application, to=colleague, **by),
            Move.FORWARD: lambda: routing.forward(application, to=unit, reason="Yetkili orası", **by),
            Move.GIVE_BACK: lambda: routing.give_back(
                application,
                code=self._ground(Use.GIVE_BACK, which),
                reason="Bizde değil",
                competent=unit,
                **by,
            ),
            Move.RECALL: lambda: routing.recall(application, **by),
            Move.COPY: lambda: routing.copy(application, units=[unit], **by),
            Move.CLASSIFY: lambda: registering.classify(application, kind=kind, **by),
            Move.CORRECT: lambda: registering.correct(application, subject=f"Konu {which}", **by),
            Move.ACCUSE: lambda: gate.accuse(
                application, **({"unit": unit} if which % 2 else {"officer": colleague}), **by
            ),
            Move.CHECK: lambda: gate.check(application, answers=self._answers(which), reasons="Çünkü", **by),
            Move.ASK: lambda: timing.ask(application, text="Hangi sokak?", **by),
            Move.CONSULT: lambda: consulting.consult(
                application,
                asked=[Asked(unit=unit, question="Görüşünüz?", purpose=self._purpose(which))],
                **by,
            ),
            Move.CONTRIBUTE: lambda: consulting.contribute(application, text="Görüşümüz", **by),
            Move.NOTE: lambda: consulting.note(application, text="Aradım", **by),
            Move.DEMANDS: lambda: consulting.demands(application, texts=["Bir", "İki"], **by),
            Move.DRAFT: lambda: answering.save_draft(application, **self._content(which), **by),
            Move.PROPOSE: lambda: answering.propose(application, **self._content(which), **by),
            Move.APPROVE: lambda: answering.approve(application, **by),
            Move.SEND_BACK: lambda: answering.send_back(application, remarks="Eksik", **by),
            Move.EXTEND: lambda: timing.extend(application, ground=self._ground(Use.EXTEND, which), **by),
            Move.CHARGE: lambda: timing.charge(application, plain_pages=20 + which % 50, **by),
            Move.PAY: lambda: timing.pay(application, receipt="1", **by),
            Move.REOPEN: lambda: afterwards.reopen(application, reason="Yeni bilgi", **by),
        }

    def _colleague(self, which: int) -> Officer:
        """Mostly somebody of the unit that holds it."""
        here = [o for o in self.world.officers if self.world.posted[o.pk] == self.application.holder_id]
        of = here if here and which % 4 else self.world.officers
        return of[which % len(of)]

    @staticmethod
    def _purpose(which: int) -> str:
        return Purpose.PART if which % 3 else Purpose.OPINION

    def _ground(self, use: Use, which: int) -> str:
        found = grounds.grounds(self.application.regime, use, self.on)
        return found[which % len(found)].code if found else "none"

    def _answers(self, which: int) -> dict[str, str]:
        asked = law_of_the_gate.checklist(self.application.regime, self.on)
        return {q.code: ("yes", "no", "unclear")[(which + n) % 3] for n, q in enumerate(asked)}

    def _content(self, which: int) -> dict[str, object]:
        decision = list(Decision)[(which // 2) % len(Decision)] if which % 2 else Decision.ANSWER
        outcomes = [*Outcome, *[Outcome.PROMISED] * len(Outcome)]  # the clock has work only with these
        outcome = outcomes[which // 10 % len(outcomes)]
        use = Use.NOT_EXAMINE if decision == Decision.NOT_EXAMINED else Use.REFUSE
        return {
            "text": "Cevabımız budur.",
            "decision": decision,
            "outcome": outcome,
            "ground": self._ground(use, which),
            "separation": "Gizli bölüm ayrıldı.",
            "authority": "prosecutor",
            "promise_on": self.on + timedelta(days=1 + which % 15),
        }

    # --- What must hold after every move ---------------------------------------------------------------
    def holds(self) -> None:
        self._somebody_is_responsible()
        self._no_accused_sees_it()

    def held(self) -> None:
        """What grows with the story and is looked at when it is over."""
        self._no_accused_finds_it()
        self._days_add_up()
        self._nothing_left_unapproved()
        self._history_replays()
        self._history_holds()

    def _somebody_is_responsible(self) -> None:
        a = self.application
        turn = a.dispatches.get(left_at=None)
        assert turn.unit_id == a.holder_id
        assert a.holder.takes_applications
        assert a.holder.valid_to is None
        levels = [a.l1, a.l2, a.l3, a.l4, a.l5]
        assert [level for level in levels if level] == a.holder.path[1:]
        if a.is_open:
            assert not policy.is_accused(a.holder, a)
            assert a.due_on is not None

    def _days_add_up(self) -> None:
        a = self.application
        told = shares.shares(a, on=self.on)
        end = timezone.localdate(a.answered_at) if a.answered_at and not a.is_open else self.on
        if a.is_open or a.answered_at:
            assert sum(share.days for share in told) == (end - timezone.localdate(a.received_at)).days

    def _nothing_left_unapproved(self) -> None:
        a = self.application
        released = a.answers.exclude(approved_at=None)
        for answer in released:
            assert answer.approved_by_id
            assert answer.approved_by_id not in (answer.drafted_by_id, answer.proposed_by_id)
        if a.state in (State.ANSWERED, State.NOT_EXAMINED, State.REFERRED):
            assert released.filter(round=a.round).exists()
        told = a.events.filter(move=Move.APPROVE).count()
        assert told == released.count()

    def _accused(self) -> list[Officer]:
        a = self.application
        units = set(a.accused_units)
        lines = self.world.lines
        return [o for o in self.world.officers if o.pk in a.accused_officers or lines[o.pk] & units]

    def _no_accused_sees_it(self) -> None:
        a = self.application
        for officer in self._accused():
            assert a.taken_by_id != officer.pk
            assert policy.is_kept_from(policy.reach(officer, on=self.on), a)

    def _no_accused_finds_it(self) -> None:
        a = self.application
        for officer in self._accused():
            assert not queries.visible_to(officer, on=self.on).filter(pk=a.pk).exists()
            assert policy.moves(officer, a, on=self.on) == []
            assert not policy.hearing([officer], a, on=self.on)
            for scope in queries.scopes(policy.reach(officer, on=self.on)):
                found = queries.queue(scope, queries.Filter.ALL, officer=officer, on=self.on)
                assert not found.filter(pk=a.pk).exists()

    def _history_replays(self) -> None:
        a = self.application
        standing = replay(a.events.order_by("sequence"))
        assert (standing.state, standing.holder_id, standing.version) == (a.state, a.holder_id, a.version)

    def _history_holds(self) -> None:
        """Chained without a gap, and everything that was said is covered by a step."""
        assert [str(broken) for broken in Walk([]).through(tell=lambda walk: None)] == []


def test_whatever_is_done_the_promises_hold(world, monday):
    made: Counter[str] = Counter()

    @settings(
        max_examples=SEQUENCES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(kind=st.sampled_from(KINDS), sequence=st.lists(turns, min_size=6, max_size=14))
    def drive(kind, sequence):
        with transaction.atomic():
            story = Story(world, kind, monday)
            for turn in sequence:
                name = story.plays(turn)
                made[name] += 1
                if name != "nothing" and not name.endswith("refused"):
                    story.holds()
            story.held()
            transaction.set_rollback(True)

    drive()

    # The sequences went everywhere: no move was left out but those that need a second application or unit.
    elsewhere = {
        Move.REGISTER,
        Move.ERASE,
        Move.SUCCEED,
        Move.REMIND,
        Move.MERGE,
        Move.SPLIT,
        Move.END_CONSULTATION,
    }
    if SEQUENCES >= ENOUGH:
        assert {move for move in Move if not made[str(move)]} - elsewhere == set()
