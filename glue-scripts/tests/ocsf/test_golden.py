import pytest

from .corpus import Corpus, Mapped
from .golden_cases import CASES, recorded


@pytest.mark.parametrize("case", CASES)
def test_maps_to_the_recorded_event(case: str, corpus: Corpus, mapped: dict[str, Mapped]) -> None:
    event = mapped[corpus.golden[case]].event
    assert event is not None
    assert event == recorded(case, event), f"record {case}.ocsf.json anew with UPDATE_EXPECTED=1, and read it"
