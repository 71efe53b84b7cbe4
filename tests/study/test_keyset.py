"""Keys of runs in 32 bytes each."""

from iwsim.study.keys import sha256
from iwsim.study.keyset import Keys


def test_a_set_of_keys_knows_its_own():
    all_keys = [sha256(str(number)) for number in range(200)]
    odd = ["00" * 32, "ff" * 32, "ab" * 31 + "00", "00" * 31 + "01"]
    keys = Keys(all_keys[::2] + odd)
    assert len(keys) == 104
    assert all(key in keys for key in all_keys[::2] + odd)
    assert not any(key in keys for key in [*all_keys[1::2], "ab" * 31 + "01", "fe" * 32])


def test_sets_are_joined_and_a_key_counts_once():
    keys = [sha256(str(number)) for number in range(3)]
    joined = Keys.joined([Keys(keys[:2]), Keys(keys[1:]), Keys()])
    assert len(joined) == 3
    assert all(key in joined for key in keys)
    assert len(Keys.joined([])) == 0
    assert keys[0] not in Keys()
