"""A remittance small enough to check by head, and one as large as a test likes."""

from __future__ import annotations

# One remittance of two claims: 99213-25 denied for CARC 97 (CO 120.00), and one paid in full.
REMITTANCE = """\
ISA*00*          *00*          *ZZ*AURORA         *ZZ*PRACTICE       *\
261001*1200*^*00501*000000001*0*P*:~
GS*HP*AURORA*PRACTICE*20261001*1200*1*X*005010X221A1~
ST*835*0001~
BPR*I*80*C*ACH*CCP*01*111*DA*22*1512345678**01*222*DA*33*20261001~
TRN*1*TRACE1*1512345678~
DTM*405*20261001~
N1*PR*AURORA HEALTH~
N1*PE*RIVERSIDE FAMILY MEDICINE*XX*1234567893~
LX*1~
CLP*0017*1*120*0**12*PAYER17*11*1~
NM1*QC*1*DOE*JANE****MI*MEMBER1~
SVC*HC:99213:25*120*0**1~
DTM*472*20260915~
CAS*CO*97*120~
CLP*0018*1*80*80**12*PAYER18*11*1~
NM1*QC*1*ROE*RICHARD****MI*MEMBER2~
SVC*HC:99212*80*80**1~
DTM*472*20260916~
SE*17*0001~
GE*1*1~
IEA*1*000000001~
"""


def a_remittance_of(claim_count: int) -> str:
    """The same remittance with many claims, every one denied."""
    opening, rest = REMITTANCE.split("CLP*0017")
    claim = "CLP*0017" + rest.split("CLP*0018")[0]
    claims = "".join(
        claim.replace("0017", f"P{number}").replace("PAYER17", f"C{number}")
        for number in range(claim_count)
    )
    return f"{opening}{claims}SE*{8 + 5 * claim_count}*0001~\nGE*1*1~\nIEA*1*000000001~\n"
