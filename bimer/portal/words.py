"""What the portal calls things, in words for people who know no law."""

from datetime import date

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from bimer.files.storage import FileRefused
from bimer.law import identity, regimes
from bimer.law.identity import InvalidIdentity
from bimer.law.kinds import IdentityLevel, Kind, kinds, regime_for
from bimer.law.regimes import CALENDAR, MONTH

KINDS = {
    Kind.REQUEST: pgettext_lazy("kind", "Request"),
    Kind.COMPLAINT: pgettext_lazy("kind", "Complaint"),
    Kind.TIP_OFF: pgettext_lazy("kind", "Tip-off"),
    Kind.OPINION: pgettext_lazy("kind", "Opinion"),
    Kind.SUGGESTION: pgettext_lazy("kind", "Suggestion"),
    Kind.INFORMATION: pgettext_lazy("kind", "Information request"),
    Kind.ETHICS: pgettext_lazy("kind", "Ethics complaint"),
    Kind.HUMAN_RIGHTS: pgettext_lazy("kind", "Human rights application"),
    Kind.DATA_SUBJECT: pgettext_lazy("kind", "Request about my personal data"),
}
KIND_HELP = {
    Kind.REQUEST: gettext_lazy(
        "You want something done: repair the road, connect the water, pay what is due."
    ),
    Kind.COMPLAINT: gettext_lazy(
        "Something was done to you that is wrong, or was not done although it should have been."
    ),
    Kind.TIP_OFF: gettext_lazy(
        "You know of an offence or a breach of rules, even if it does not touch you yourself."
    ),
    Kind.OPINION: gettext_lazy(
        "You want to say what you think of a service or a decision. A thank-you belongs here too."
    ),
    Kind.SUGGESTION: gettext_lazy("You have an idea how something could be done better."),
    Kind.INFORMATION: gettext_lazy("You want to see a document, a figure or a record an institution holds."),
    Kind.ETHICS: gettext_lazy(
        "An official took a gift, favoured somebody or broke another rule of conduct in office."
    ),
    Kind.HUMAN_RIGHTS: gettext_lazy("A public body violated your rights or discriminated against you."),
    Kind.DATA_SUBJECT: gettext_lazy(
        "You want to know, correct or have erased what this system itself keeps about you."
    ),
}
LEVELS = {
    IdentityLevel.OPEN: gettext_lazy("Openly, with my name"),
    IdentityLevel.HIDDEN: gettext_lazy("Keep my name from the institution that handles it"),
    IdentityLevel.ANONYMOUS: gettext_lazy("Without giving my name"),
}
LEVEL_HELP = {
    IdentityLevel.OPEN: gettext_lazy("The officer sees who you are. The answer comes by e-mail or letter."),
    IdentityLevel.HIDDEN: gettext_lazy(
        "Your name, address and number are kept apart. The officer reads “identity withheld”; "
        "the centre alone can reach you. The answer still comes by e-mail or letter."
    ),
    IdentityLevel.ANONYMOUS: gettext_lazy(
        "We ask for nothing and keep nothing about you. No message can reach you: "
        "you follow it up and read the answer with the number and code you get at the end. "
        "Lost numbers can't be given again. By law the "
        "institution may refuse to examine it unless you attach documents (Law 4483, Article 4)."
    ),
}


def period(kind: Kind, *, on: date) -> str:
    """How long the institution may take and which article says so: "30 gün (3071 m.7)"."""
    rules = regimes.rules(regime_for(kind), on)
    length, cited = rules.period.length, article(rules.article)
    if rules.period.unit == MONTH:
        return ngettext("%(months)d month (%(article)s)", "%(months)d months (%(article)s)", length) % {
            "months": length,
            "article": cited,
        }
    if rules.period.unit == CALENDAR:
        return ngettext("%(days)d day (%(article)s)", "%(days)d days (%(article)s)", length) % {
            "days": length,
            "article": cited,
        }
    return ngettext("%(days)d working day (%(article)s)", "%(days)d working days (%(article)s)", length) % {
        "days": length,
        "article": cited,
    }


def article(cited: str) -> str:
    """An article as `law` cites it, "3071 m.7", in the reader's language: "Law 3071, Article 7"."""
    law, _m, number = cited.partition(" m.")
    return _("Law %(law)s, Article %(number)s") % {"law": law, "number": number} if number else cited


def law(kind: Kind, *, on: date) -> str:
    """The name of the law an application of this kind stands under."""
    return regimes.rules(regime_for(kind), on).name(get_language() or "tr")


def laws(*, on: date) -> dict[str, object]:
    """The law most applications stand under, and the kinds that have one of their own."""
    told = [(regime_for(kind), _law_of(kind, on=on)) for kind in kinds(on)]
    return {
        "usual": next(law for regime, law in told if regime == regimes.usual()),
        "special": [law for regime, law in told if regime != regimes.usual()],
    }


def _law_of(kind: Kind, *, on: date) -> dict[str, object]:
    return {"kind": KINDS[kind], "law": law(kind, on=on), "period": period(kind, on=on)}


def identity_problem(problem: InvalidIdentity) -> str:
    """What is wrong with a T.C. identity number and what to do."""
    if problem.code == identity.LENGTH:
        return ngettext(
            "A T.C. identity number has %(expected)d digits; you typed %(digits)d digit.",
            "A T.C. identity number has %(expected)d digits; you typed %(digits)d digits.",
            problem.digits,
        ) % {"expected": problem.expected, "digits": problem.digits}
    return {
        identity.EMPTY: _("Type your T.C. identity number: 11 digits."),
        identity.NOT_DIGITS: _("A T.C. identity number has digits only. Remove letters and signs."),
        identity.LEADING_ZERO: _("A T.C. identity number does not begin with 0. Check the first digit."),
        identity.CHECKSUM: _(
            "This T.C. identity number has a mistyped digit. Compare it with your identity card."
        ),
    }[problem.code]


def file_problem(refused: FileRefused) -> str:
    """Why one file was not taken, by its name."""
    sentence = {
        "empty": _("%(name)s is empty and was not added."),
        "too_large": _("%(name)s is larger than %(megabytes)d MB and was not added."),
        "runnable": _("%(name)s is a program and was not added. Send it as PDF, picture or document."),
    }.get(refused.code, _("%(name)s could not be added."))
    megabytes = int(str(refused.facts.get("limit", 0))) // (1024 * 1024)
    return sentence % {"name": refused.facts.get("name", ""), "megabytes": megabytes}
