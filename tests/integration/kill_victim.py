"""A program that lives to be killed: it imports photos and edits, and says on a pipe what was acknowledged.

Run as a script it is a nursery: for every line of JSON on stdin it forks one victim, which costs milliseconds
because everything is imported already, and prints its process id. The line ``reap PID`` waits for one.
"""

import json
import os
import random
import sys
import threading
import traceback
from concurrent.futures import Future
from pathlib import Path

from evidence_board.case.imports import unfinished
from evidence_board.events import ImportChanged
from evidence_board.media import jobs
from evidence_board.media.requests import media_supervisor
from evidence_board.operations.entities import create_entity
from evidence_board.operations.importing import ImportRun
from evidence_board.session import open_session
from evidence_board.workers import Reply


class Here:
    """Examines files in this process: as good as a worker for a test of writing, and there at once."""

    def submit(self, header, payload, **_):
        future = Future()
        found, attachments = jobs.handle(header, payload)
        future.set_result(Reply(found, tuple(attachments)))
        return future

    def close(self):
        pass


class Victim:
    def __init__(self, *, case, folder, pipe, seed, workers, too_early):
        self._pipe = os.open(pipe, os.O_WRONLY)
        self._dice = random.Random(seed)
        self._folder = Path(folder)
        self._supervisor = media_supervisor(workers=2, low_priority=False) if workers else Here()
        self._seed, self._too_early = seed, too_early
        self._session = open_session(Path(case), actor="victim", threaded=True, with_index=False)
        self.say("open")

    def say(self, *words):
        os.write(self._pipe, (json.dumps(words) + "\n").encode())

    def live(self):
        begun = threading.Event()

        def follow(event):
            if event.state == "running":
                self.say("files", event.done)
                begun.set()

        session = self._session
        session.hub.add(ImportChanged, follow)
        run = ImportRun(session, [self._folder], supervisor=self._supervisor, resume=session.read(unfinished))

        def bring_in():
            try:
                run.run()
                self.say("imported")
            except BaseException as error:
                self.say("failed", repr(error))

        importing = threading.Thread(target=bring_in)
        importing.start()
        # Edits come after the step of the import, so that undo meets them first.
        begun.wait()
        self.edit()
        importing.join()
        session.close()
        self._supervisor.close()
        self.say("closed")

    def edit(self):
        done = undone = 0
        for number in range(40):
            chance = self._dice.random()
            if undone and chance < 0.5:
                self.do("redo", lambda: self._session.redo().result().label)
                done, undone = done + 1, undone - 1
            elif done and chance < 0.3:
                self.do("undo", lambda: self._session.undo().result().label)
                done, undone = done - 1, undone + 1
            else:
                name = f"{self._seed}-{number}"
                self.do("create", lambda name=name: self.create(name), name)
                done, undone = done + 1, 0

    def create(self, name):
        self._session.run(create_entity, kind="unit", name=name).result()
        return name

    def do(self, word, act, name=None):
        self.say("begin", word, name)
        if self._too_early:
            self.say("done", word, name)
            act()
        else:
            self.say("done", word, act())


def nursery():
    jobs.prepare()
    for line in sys.stdin:
        if line.startswith("reap"):
            _, status = os.waitpid(int(line.split()[1]), 0)
            print("gone", os.waitstatus_to_exitcode(status), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            try:
                Victim(**json.loads(line)).live()
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    nursery()
