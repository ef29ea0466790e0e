"""A Spark cluster on this machine alone: a master and workers on the loopback address.

For trying out, tests and measurements. Authentication and encryption are on, as they are to be on
any cluster; all processes are ended, whatever happens.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
WORKER_MEGABYTES = 1_500
PR_SET_PDEATHSIG = 1  # of prctl
READY_WITHIN = 120.0  # seconds; a busy machine takes its time


@dataclass
class LocalCluster:
    """A master and its workers, begun: their address, and what a load needs of the environment."""

    folder: Path
    port: int
    environment: dict[str, str]
    master: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """What `denials load --engine` is given."""
        return f"spark://{HOST}:{self.port}"

    def begin_master(self) -> None:
        """Begin the master and wait until it answers."""
        self.master = self._begun(
            "master", "org.apache.spark.deploy.master.Master",
            "--host", HOST, "--port", str(self.port), "--webui-port", "0",
        )  # fmt: skip
        self._await("master", "I have been elected leader")

    def begin_worker(self) -> None:
        """Begin a worker of one core and wait until the master knows it."""
        name = f"worker-{len(self.workers) + 1}"
        self.workers.append(
            self._begun(
                name, "org.apache.spark.deploy.worker.Worker",
                "--host", HOST, "--cores", "1", "--memory", f"{WORKER_MEGABYTES}m",
                "--webui-port", "0", "--work-dir", str(self.folder / name), self.address,
            )
        )  # fmt: skip
        self._await(name, "Successfully registered with master")

    def end(self) -> None:
        """End every process that was begun here, with those it has begun."""
        for process in (*self.workers, self.master):
            if process is not None:
                kill_group(process)

    def _begun(self, name: str, of: str, *arguments: str) -> subprocess.Popen[bytes]:
        from pyspark import find_spark_home

        command = Path(find_spark_home._find_spark_home()) / "bin" / "spark-class"
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [str(command), of, *arguments],
                env=os.environ | self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    def _await(self, name: str, words: str) -> None:
        until = time.monotonic() + READY_WITHIN
        log = self.folder / f"{name}.log"
        while time.monotonic() < until:
            if words in log.read_text(errors="replace"):
                return
            time.sleep(0.1)
        raise RuntimeError(f"The {name} was not ready; its log ends: {log.read_text()[-500:]}")


@contextmanager
def local_cluster(folder: Path, worker_count: int = 2) -> Iterator[LocalCluster]:
    """A cluster that is ready, and gone afterwards; its logs and settings are in the folder."""
    cluster = LocalCluster(folder, _free_port(), _environment(folder))
    try:
        cluster.begin_master()
        for _ in range(worker_count):
            cluster.begin_worker()
        yield cluster
    finally:
        cluster.end()


def _end_with_parent() -> None:
    """Let a process end where the one that began it is killed; on Linux alone there is a way."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a group of its own, and all of the group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Settings as a cluster's keeper writes them, in a folder of their own."""
    conf = folder / "conf"
    conf.mkdir(parents=True, mode=0o700)
    settings = {
        "spark.authenticate": "true",
        "spark.authenticate.secret": secrets.token_hex(32),
        "spark.network.crypto.enabled": "true",
        "spark.io.encryption.enabled": "true",
        "spark.driver.memory": "512m",
        "spark.executor.memory": "512m",
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.local.dir": str(folder / "local"),
    }
    written = conf / "spark-defaults.conf"
    written.touch(mode=0o600)
    written.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    return {
        "SPARK_CONF_DIR": str(conf),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_DAEMON_MEMORY": "256m",
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return found.getsockname()[1]
