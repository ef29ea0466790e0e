"""Who an OpenID Connect provider says has signed in."""

from __future__ import annotations

import pytest

from analytics.serving.openid import visitor_of
from analytics.serving.sessions import Visitor

ANA = {"email": "ana@clinic.example"}


@pytest.mark.parametrize("verified", [{}, *({"email_verified": yes} for yes in (True, "true"))])
def test_an_email_address_names_who_signed_in(verified: dict[str, object]) -> None:
    assert visitor_of(ANA | verified, {}) == Visitor("ana@clinic.example")


@pytest.mark.parametrize("said", [False, "false", "False", 0, "0", "no"])
def test_an_address_that_was_not_verified_names_nobody_however_the_provider_says_so(
    said: object,
) -> None:
    assert visitor_of(ANA | {"email_verified": said}, {}) is None


def test_another_claim_names_whom_it_names_and_groups_come_one_or_several() -> None:
    provider = {"name_claim": "preferred_username", "groups_claim": "roles"}
    claims = {"preferred_username": "ana", "email_verified": False, "roles": "Denials team"}
    assert visitor_of(claims, provider) == Visitor("ana", ("Denials team",))
    assert visitor_of({"email": "ana@clinic.example"}, provider) is None
