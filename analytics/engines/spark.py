"""Workers of a Spark cluster: Spark hands out pieces of work, and again where a worker was lost.

Each piece is a job of one task: so they come back one by one, a quick worker does more of them than
a slow one, and the database alone knows SQL. What pieces read and write are files that all workers
see under one path. How the cluster is reached (authentication, encryption, TLS) is Spark's own
configuration: `spark-defaults.conf` under SPARK_CONF_DIR (docs/cluster.md).
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from analytics.engines.engine import MOST_ATTEMPTS, Answer, Given, Outcome, outcome_of
from analytics.program import IS_INSTALLED, ROOT
from analytics.vocabulary import DenialsError, WorkerLost

ANSWERS_WITHIN = 5.0  # seconds, of a master
WORKERS_WITHIN = 90.0  # seconds, for the first of them to be there
LOST_AFTER = 120.0  # seconds without any worker
LOOPBACK = {"127.0.0.1", "localhost"}
LEAST_JAVA = 17
_FAILED = re.compile(r"PieceFailed: (\w+)")
_JAVA_VERSION = re.compile(r'version "(\d+)')
# Java hands out pieces and no rows: making its code as fast as can be costs more than it saves.
LIGHT_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
JVM_MEGABYTES = 512  # of the JVM that starts the workers' Python; the rows are never in it


class SparkEngine:
    """A Spark cluster of this address (spark://HOST:PORT, several masters with commas)."""

    def __init__(self, master: str) -> None:
        self.master = master
        if what := lacking():
            raise DenialsError(f"{what}.")
        _require_master(master)
        self._context = _context(master)
        self._is_closed = False
        self._fault = ""
        try:
            authenticates = self._context.getConf().get("spark.authenticate", "false")
            refuse_open(master, authenticates == "true")
            self.worker_count = self._await_workers()
        except BaseException as fault:
            with suppress(Exception):
                self._context.stop()
            if isinstance(fault, (DenialsError, KeyboardInterrupt)):
                raise
            raise _not_taken(master, fault) from fault
        # One more than there are places: the next job is there when a place gets free.
        self._threads = ThreadPoolExecutor(self.worker_count + 1, thread_name_prefix="job")
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, work: Callable[[Given], Answer], given: Given) -> Future[Answer]:
        """Have a piece of work done by some worker."""
        return self._threads.submit(self._done, work, given)

    def close(self) -> None:
        """Give up what is running, and leave the cluster."""
        self._is_closed = True
        with suppress(Exception):
            self._context.cancelAllJobs()
        self._threads.shutdown(cancel_futures=True)
        with suppress(Exception):
            self._context.stop()

    def _done(self, work: Callable[[Any], Any], given: Any) -> Any:
        try:
            job = self._context.parallelize([given], 1)
            (outcome,) = job.map(_Piece(work)).collect()
        except Exception as fault:
            if self._is_closed:
                raise WorkerLost("The load was given up.") from None
            raise WorkerLost(self._fault or _said(fault)) from fault
        return outcome.get()

    def _places(self) -> int:
        """How many tasks the workers that are there do at a time."""
        memory = self._context._jsc.sc().getExecutorMemoryStatus().size() - 1  # less this process
        return max(memory, 0) and max(memory, self._context.defaultParallelism)

    def _await_workers(self) -> int:
        until = time.monotonic() + WORKERS_WITHIN
        while time.monotonic() < until:
            if self._places():
                time.sleep(1)  # others come at about the same time
                return self._places()
            time.sleep(0.2)
        raise DenialsError(
            f"The Spark master at {self.master} gave no worker within {WORKERS_WITHIN:.0f} "
            "seconds: its page says whether workers are there and have a core and memory left."
        )

    def _watch(self) -> None:
        """Give up where no worker is left: Spark would wait for ever."""
        last = time.monotonic()
        while not self._is_closed:
            time.sleep(2)
            with suppress(Exception):
                if self._places():
                    last = time.monotonic()
                elif time.monotonic() - last > LOST_AFTER:
                    self._fault = (
                        f"No worker of the Spark cluster at {self.master} is left, so nothing was "
                        "published; start workers and load again."
                    )
                    self._context.cancelAllJobs()
                    return


def end_java() -> None:
    """End the Java that this process has begun for its loads, which else ends after it.

    For a process that goes on as something else: nobody would look after it any more.
    """
    from pyspark import SparkContext

    gateway: Any = SparkContext._gateway
    SparkContext._gateway = SparkContext._jvm = None
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(WORKERS_WITHIN)


class _Piece:
    """A piece of work as it is sent: its function by name."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work

    def __call__(self, given: Any) -> Outcome:
        return outcome_of(self.work, given)


def java() -> str | None:
    """The program that runs Java: of JAVA_HOME, else on the path."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None)


def java_version() -> int:
    """The version of Java here, 17 say; 0 where there is none."""
    program = java()
    if program is None:
        return 0
    try:
        run = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return 0
    said = _JAVA_VERSION.search(run.stderr)
    return int(said[1]) if said else 0


def lacking() -> str:
    """What a load by a cluster needs and this machine does not have; nothing where it has all."""
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is not installed here: `pip install 'denials[spark]'` brings it"
    version = java_version()
    if version < LEAST_JAVA:
        found = f"Java {version} is here" if version else "no Java was found"
        return (
            f"Spark needs Java {LEAST_JAVA} or later, and {found}: on Debian, "
            "`apt-get install openjdk-17-jre-headless`, or set JAVA_HOME"
        )
    return ""


def _require_master(master: str) -> None:
    """Say at once where no master answers: Spark itself tries for a minute."""
    for place in master.removeprefix("spark://").split(","):
        host, _, port = place.rpartition(":")
        with suppress(OSError), socket.create_connection((host, int(port)), ANSWERS_WITHIN):
            return
    raise DenialsError(
        f"No Spark master answers at {master}, so nothing was loaded; is it running there?"
    )


def refuse_open(master: str, authenticates: bool) -> None:
    """Raise where a cluster on a network lets anybody in: they could read what workers read."""
    hosts = {place.rpartition(":")[0] for place in master.removeprefix("spark://").split(",")}
    if authenticates or hosts <= LOOPBACK or os.environ.get("DENIALS_OPEN_CLUSTER"):
        return
    raise DenialsError(
        f"The cluster at {master} lets in whoever reaches its ports, who could read claims, so "
        "nothing was loaded; switch on spark.authenticate (docs/cluster.md), or set "
        "DENIALS_OPEN_CLUSTER=1 where its network is yours alone."
    )


def _context(master: str) -> Any:
    """The way into the cluster; what is not set here is of the cluster's configuration."""
    # It speaks of frames, and none is handed to it.
    warnings.filterwarnings("ignore", category=FutureWarning, module=r"pyspark\.")
    from pyspark import SparkConf, SparkContext

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setMaster(master).setAppName("denials load")
    for name, value in {
        "spark.executor.memory": f"{JVM_MEGABYTES}m",
        "spark.task.maxFailures": str(MOST_ATTEMPTS),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.python.worker.reuse": "true",
    }.items():
        conf.setIfMissing(name, value)
    # What Spark writes of its own accord names files and hosts; faults are told in a sentence.
    quiet = f"-Dlog4j2.configurationFile=file:{Path(__file__).with_name('log4j2.properties')}"
    for whose, more in (("driver", quiet), ("executor", "")):
        name = f"spark.{whose}.extraJavaOptions"
        # The cluster's configuration comes last: of two that differ Java goes by the last.
        conf.set(name, f"{LIGHT_JAVA} {more} {conf.get(name, '')}".strip())
    if not IS_INSTALLED:  # a checkout: workers of this machine find it by its folder
        conf.set("spark.executorEnv.PYTHONPATH", str(ROOT))
    try:
        return SparkContext(conf=conf)
    except Exception as fault:
        raise _not_taken(master, fault) from fault


def _not_taken(master: str, fault: BaseException) -> DenialsError:
    return DenialsError(
        f"The Spark master at {master} did not take this load ({type(fault).__name__}); are the "
        "version of Spark, spark.authenticate and its secret the same here and there?"
    )


def _said(fault: Exception) -> str:
    """What is told of a fault of Spark; what a task read is never in it."""
    failed = _FAILED.search(str(fault))
    kind = failed[1] if failed else type(fault).__name__
    return (
        f"The cluster gave up a part of this load after {MOST_ATTEMPTS} attempts ({kind}), so "
        "nothing was published; the logs of its workers say more."
    )
