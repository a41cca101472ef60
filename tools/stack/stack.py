"""Starts a whole Loa on loopback: Redis, a database, the platform simulator and
the services, each a real process.  The demo and the tests that cross processes
use it; production uses the chart.
"""
import contextlib
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

TOP = pathlib.Path(__file__).resolve().parents[2]
SERVICES = ("units", "moderation", "content", "publisher", "metrics")
# --keep and people need ports that stay; everything else takes free ones.
FIXED_PORTS = {
    "redis": 7100, "postgres": 7101, "pagesim": 7102,
    "units": 7001, "moderation": 7002, "content": 7003, "publisher": 7004,
    "metrics": 7005,
    "units.admin": 7011, "moderation.admin": 7012, "content.admin": 7013,
    "publisher.admin": 7014, "metrics.admin": 7015,
}


class StackError(Exception):
    """A part did not start; the text says which and shows its last lines."""


def free_port():
    """Below the range that outgoing connections take theirs from: one of those
    may not have the port before its server listens, or comes back."""
    while True:
        port = secrets.choice(range(10000, 32000))
        with contextlib.closing(socket.socket()) as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def as_postgres(command):
    """initdb and postgres refuse root: run them as the postgres user."""
    if os.getuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres",
            "--clear-groups", *command]


class Stack:
    """All processes of one Loa under one directory.

    directory  holds data, secrets and logs; emptied at the start
    store      "sqlite" or "postgres"
    fixed      listen on FIXED_PORTS
    quiescence, lease: flags of content, such as "2s"
    extra      {"content": ["--flag=x"]}: further flags of a service
    """

    def __init__(self, directory, store="sqlite", preset="release", fixed=False,
                 quiescence="2s", lease="3s", extra=None):
        self.directory = pathlib.Path(directory)
        self.store = store
        self.bin = TOP / "build" / preset / "bin"
        self.quiescence = quiescence
        self.lease = lease
        self.extra = extra or {}
        self.processes = {}
        self.postgres_data = None
        self.ports = {}
        names = list(FIXED_PORTS)
        for name in names:
            self.ports[name] = FIXED_PORTS[name] if fixed else free_port()

    # ---- life

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self, progress=lambda what: None):
        shutil.rmtree(self.directory, ignore_errors=True)
        for folder in ("data", "secrets/services", "logs", "run"):
            (self.directory / folder).mkdir(parents=True)
        self._make_secrets()
        progress("redis-server")
        self.start_redis()
        if self.store == "postgres":
            progress("PostgreSQL")
            self._start_postgres()
        progress("platform simulator")
        self._start_pagesim()
        for service in SERVICES:
            progress(f"loa-{service}")
            self.start_service(service)

    def stop(self):
        """Ends all, the youngest first; SIGKILL for what does not listen."""
        for name in reversed(list(self.processes)):
            process = self.processes.pop(name)
            if process.poll() is not None:
                continue
            process.send_signal(
                signal.SIGINT if name == "postgres" else signal.SIGTERM)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self.postgres_data:
            shutil.rmtree(self.postgres_data, ignore_errors=True)

    def kill(self, name):
        """kill -9."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def address(self, name):
        return f"127.0.0.1:{self.ports[name]}"

    def sim_url(self):
        return f"http://{self.address('pagesim')}"

    def bootstrap_secret(self):
        return self._secret("bootstrap")

    def _secret(self, name):
        return (self.directory / "secrets" / name).read_text()

    def ledger(self):
        return self.directory / "data/ledger.jsonl"

    # ---- parts

    def _make_secrets(self):
        folder = self.directory / "secrets"
        os.chmod(folder, 0o700)
        key = folder / "signing.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out",
                        key], check=True, capture_output=True)
        subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-out",
                        folder / "token-keys.pem"], check=True,
                       capture_output=True)
        (folder / "sealing").write_text(f"k1:{secrets.token_hex(32)}\n")
        (folder / "bootstrap").write_text(secrets.token_urlsafe(32))
        (folder / "app").write_text(secrets.token_hex(16))
        (folder / "page-tokens").write_text(secrets.token_hex(16))
        for name in ("content", "moderation", "publisher", "metrics"):
            (folder / "services" / name).write_text(secrets.token_urlsafe(32))

    def start_redis(self):
        self._spawn("redis", [
            "redis-server", "--port", str(self.ports["redis"]), "--bind",
            "127.0.0.1", "--save", "", "--appendonly", "no", "--dir",
            str(self.directory / "run")])
        self._wait("redis", self._listens("redis"))

    def _start_postgres(self):
        # Not below `directory`, which the postgres user may be unable to
        # reach, and short, because the server's socket lies in it.
        data = pathlib.Path(tempfile.mkdtemp(prefix="loa-postgres-"))
        self.postgres_data = data
        binaries = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
        if not binaries:
            raise StackError("PostgreSQL is not installed: run tools/setup")
        if os.getuid() == 0:
            shutil.chown(data, "postgres", "postgres")
        subprocess.run(as_postgres([
            str(binaries[-1] / "initdb"), "-D", str(data), "-U", "loa", "-A",
            "trust", "--locale=C", "-E", "UTF8"]), check=True,
            capture_output=True)
        self._spawn("postgres", as_postgres([
            str(binaries[-1] / "postgres"), "-D", str(data), "-p",
            str(self.ports["postgres"]), "-c", "listen_addresses=127.0.0.1",
            "-c", f"unix_socket_directories={data}",
            "-c", "max_connections=200"]))
        ready = [str(binaries[-1] / "pg_isready"), "-q", "-h", "127.0.0.1", "-p",
                 str(self.ports["postgres"])]
        self._wait("postgres",
                   lambda: subprocess.run(ready, check=False).returncode == 0)

    def _start_pagesim(self):
        self._spawn("pagesim", [
            self.bin / "loa-pagesim", f"--listen={self.address('pagesim')}",
            f"--ledger={self.ledger()}",
            f"--app_secret={self._secret('app')}",
            f"--page_token_secret={self._secret('page-tokens')}"])
        self._wait("pagesim", self._listens("pagesim"))

    def start_service(self, service):
        folder = self.directory
        database = (f"sqlite:{folder}/data/{service}.db"
                    if self.store == "sqlite" else
                    f"postgresql://loa@{self.address('postgres')}/postgres")
        flags = [
            f"--listen={self.address(service)}",
            f"--admin={self.address(service + '.admin')}",
            f"--token_keys={folder}/secrets/token-keys.pem",
            "--drain_accept=200ms", "--drain_finish=5s",
        ]
        if service != "publisher":
            flags += [f"--database_url={database}"]
        if service != "units":
            flags += [f"--units={self.address('units')}",
                      f"--service_secret_file={folder}/secrets/services/{service}"]
        facebook = [f"--facebook_url={self.sim_url()}",
                    f"--facebook_app_secret_file={folder}/secrets/app"]
        partitions = "--partitions=16"
        flags += {
            "units": [
                f"--signing_key_file={folder}/secrets/signing.pem",
                f"--sealing_key_file={folder}/secrets/sealing",
                f"--bootstrap_secret_file={folder}/secrets/bootstrap",
                f"--service_secrets_dir={folder}/secrets/services", *facebook],
            "moderation": [],
            "content": [
                f"--moderation={self.address('moderation')}",
                f"--media=file://{os.path.abspath(folder)}/media",
                f"--redis={self.address('redis')}", partitions,
                f"--lease={self.lease}", f"--quiescence={self.quiescence}",
                "--attempt_deadline=5s", "--sweep_after=2s"],
            "publisher": [
                f"--content={self.address('content')}",
                f"--redis={self.address('redis')}", partitions,
                f"--run_dir={folder}/run", *facebook],
            "metrics": [
                f"--content={self.address('content')}",
                "--sweep_every=2s", *facebook],
        }[service]
        self._spawn(service, [self.bin / f"loa-{service}", *flags,
                              *self.extra.get(service, [])])
        self._wait(service, lambda: self._ready(service))

    # ---- processes

    def _spawn(self, name, command):
        with open(self.directory / "logs" / f"{name}.log", "ab") as log:
            self.processes[name] = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, cwd=self.directory / "run")

    def _listens(self, name):
        def probe():
            with contextlib.closing(socket.socket()) as client:
                return client.connect_ex(("127.0.0.1", self.ports[name])) == 0
        return probe

    def _ready(self, service):
        url = f"http://{self.address(service + '.admin')}/readyz"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _wait(self, name, holds, seconds=30):
        deadline = time.monotonic() + seconds
        while not holds():
            ended = self.processes[name].poll() is not None
            if ended or time.monotonic() > deadline:
                log = self.directory / "logs" / f"{name}.log"
                tail = log.read_text(errors="replace").splitlines()[-10:]
                what = "ended" if ended else f"was not ready in {seconds} s"
                raise StackError("\n".join([f"{name} {what}:", *tail]))
            time.sleep(0.02)
