"""Sign-offs: the last decision of a role on this very state counts."""

from newsletter.review.signoff import SignOff, standings

NOW = (("articles/a.md", "sha256:2"), ("issue.yaml", "sha256:1"))


def decided(when: str, fingerprint: str = "f2", decision: str = "approved", role: str = "Trưởng ban") -> SignOff:
    files = NOW if fingerprint == "f2" else (("articles/a.md", "sha256:9"), ("articles/b.md", "sha256:3"), NOW[1])
    return SignOff("Hà", role, decision, fingerprint, when, files)  # type: ignore[arg-type]


def state(*decisions: SignOff) -> tuple[str, tuple[str, ...]]:
    (found,) = standings(["Trưởng ban"], decisions, "f2", NOW)
    return found.state, found.changed


def test_who_never_signed_is_missing() -> None:
    assert state(decided("1", role="Biên tập")) == ("missing", ())


def test_the_last_decision_on_this_state_counts() -> None:
    assert state(decided("1"), decided("2", decision="changes")) == ("changes", ())
    assert state(decided("1", decision="changes"), decided("2")) == ("approved", ())


def test_an_approval_of_another_state_is_void_by_what_changed_since() -> None:
    assert state(decided("1", "f1")) == ("void", ("articles/a.md", "articles/b.md"))


def test_an_approval_of_this_state_outlives_one_of_another() -> None:
    assert state(decided("1"), decided("2", "f1")) == ("approved", ())


def test_roles_are_the_same_in_any_case_and_form() -> None:
    assert state(decided("1", role="trưởng  BAN")) == ("approved", ())
