"""The worker: sends what is in the queue, and lets offers of seats lapse."""

import os
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from delegates import seats
from delegates.mail import delivery

IDLE, MINUTE = 2, 60  # seconds


class Command(BaseCommand):
    help = "Send the mail that waits in the queue, and go on until stopped; with --once, until the queue is empty."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument("--with-parent", action="store_true", help="stop when what started it has ended")

    def handle(self, *_args: Any, once: bool, with_parent: bool, **_options: Any) -> None:
        self.stopping, settled, parent, line = False, 0.0, os.getppid(), delivery.Line()
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self.stop)
        while not self.stopping and not (with_parent and os.getppid() != parent):
            if time.monotonic() - settled > MINUTE or not settled:
                seats.settle_all()
                settled = time.monotonic()
            if delivery.deliver_next(line):
                continue
            line.close()
            if once:
                break
            close_old_connections()
            time.sleep(IDLE)
        line.close()

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Finish the message in hand, then stop."""
        self.stopping = True
