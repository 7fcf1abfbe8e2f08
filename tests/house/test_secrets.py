import base64
import stat

from bimer.house import life, processes, secrets
from bimer.house.paths import Places


def test_keys_are_made_once_and_for_their_owner_alone(tmp_path, monkeypatch):
    for name in secrets.FILES:
        monkeypatch.delenv(name, raising=False)
    first = secrets.environment(tmp_path)
    assert secrets.environment(tmp_path) == first
    assert {len(base64.b64decode(key)) for key in first.values()} == {32}
    assert len(set(first.values())) == 4
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_a_key_from_outside_wins_and_is_not_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("BIMER_SECRET_KEY", "from outside")
    assert secrets.environment(tmp_path)["BIMER_SECRET_KEY"] == "from outside"
    assert not (tmp_path / "secret-key").exists()


def test_the_web_server_gets_no_key_that_signs_anchors(tmp_path, monkeypatch):
    given: list[dict[str, str]] = []
    monkeypatch.setattr(processes, "spawn", lambda words, *, env, **options: given.append(env))
    house = life.House(Places(tmp_path), life.Options())
    env = {"BIMER_ANCHOR_KEY": "signs", "BIMER_CODE_KEY": "opens"}

    house._web(env).start()
    house._worker(env | {"DATABASE_URL": ""}, "").start()

    assert [each.get("BIMER_ANCHOR_KEY") for each in given] == [None, "signs"]
    assert given[0]["BIMER_CODE_KEY"] == "opens"
