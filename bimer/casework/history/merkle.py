"""One digest over many, as RFC 6962 (section 2.1) makes it; leaves come in order, none is kept. Pure."""

from hashlib import sha256

EMPTY = sha256(b"").digest()


class Tree:
    """Takes leaves one after the other; holds one digest for every power of two, however many there are."""

    def __init__(self) -> None:
        self.count = 0
        self._peaks: list[tuple[int, bytes]] = []  # height and digest, the tallest first

    def add(self, leaf: bytes) -> None:
        self.count += 1
        height, digest = 0, sha256(b"\x00" + leaf).digest()
        while self._peaks and self._peaks[-1][0] == height:
            digest = sha256(b"\x01" + self._peaks.pop()[1] + digest).digest()
            height += 1
        self._peaks.append((height, digest))

    def root(self) -> bytes:
        """The digest over all leaves so far."""
        if not self._peaks:
            return EMPTY
        digest = self._peaks[-1][1]
        for _height, taller in reversed(self._peaks[:-1]):
            digest = sha256(b"\x01" + taller + digest).digest()
        return digest
