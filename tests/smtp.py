"""A mail server on this machine that keeps what it is given, and does wrong what it is told to."""

import socketserver
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes, policy
from threading import Event, Thread

DIE = object()  # in place of an answer: the connection ends there and then
HALF = 200  # bytes of a message that are read before it dies in the middle of one


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.connections += 1
        try:
            if self.say("connect", "220 ready"):
                while (line := self.rfile.readline()) and self.answer(line.decode().strip()):
                    pass
        except (ConnectionError, ValueError):
            pass

    def answer(self, line):
        word = line[:4].upper()
        if word == "RCPT":
            self.recipient = line.partition("<")[2].partition(">")[0]
        if word == "DATA":
            return self.take()
        return self.say(word, "250 yes") and word != "QUIT"

    def take(self):
        is_alive = self.say("DATA", "354 go on")
        if not is_alive or "DATA" in self.server.wrong:
            return is_alive
        if self.server.wrong.get("middle") is DIE:
            self.rfile.read(HALF)
            return False
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if not line:
            return False
        self.server.seen.append((self.recipient, b"".join(lines)))
        return self.say("end", "250 taken")

    def say(self, moment, usual):
        """Answer as usual, or as the test wants it at this moment or for this recipient; False when it died."""
        wrong = self.server.wrong.get(moment, usual)
        wrong = self.server.wrong.get(getattr(self, "recipient", None), wrong) if moment == "RCPT" else wrong
        if self.server.hold is not None and moment == self.server.hold_at:
            self.server.arrived.set()
            self.server.hold.wait(30)
        if wrong is DIE:
            return False
        self.wfile.write(f"{wrong}\r\n".encode())
        return True


class Postman(socketserver.ThreadingTCPServer):
    """`wrong` says what to answer at `connect`, `EHLO`, `MAIL`, `RCPT`, `DATA`, in the `middle`, at the `end`.

    An address as its key answers for that recipient alone. `seen` is every message whose end was read, whatever
    was answered; while `hold` is an event, the answer at the moment `hold_at` waits for it, and `arrived` tells.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), _Session)
        self.wrong, self.seen, self.connections = {}, [], 0
        self.hold, self.hold_at, self.arrived = None, "end", Event()

    @property
    def port(self):
        return self.server_address[1]

    @property
    def mails(self):
        return [message_from_bytes(raw, policy=policy.default) for _recipient, raw in self.seen]

    @property
    def copies(self):
        """How many times each Message-ID was seen."""
        return Counter(mail["Message-ID"] for mail in self.mails)

    def handle_error(self, _request, _address):
        """Whoever was killed says nothing more."""


@contextmanager
def postman(port=0):
    with Postman(port) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            if server.hold is not None:
                server.hold.set()
            server.shutdown()
