"""Calls Loa's public RPCs as a client in another language would: with stubs
generated from the contract and a bearer token.
"""
import importlib
import os
import pathlib
import subprocess
import sys
import uuid

import grpc

TOP = pathlib.Path(__file__).resolve().parents[2]
MOST_ATTEMPTS = 10


def _generate():
    """Generates the stubs once per contract, into the build tree."""
    preset = os.environ.get("LOA_PRESET", "release")
    out = TOP / "build" / preset / "gen-py"
    protos = sorted((TOP / "proto").rglob("*.proto"))
    google = TOP / "build" / preset / "googleapis"
    newest = max(path.stat().st_mtime for path in protos)
    stamp = out / "stamp"
    if not stamp.exists() or stamp.stat().st_mtime < newest:
        out.mkdir(parents=True, exist_ok=True)
        plugin = subprocess.check_output(["which", "grpc_python_plugin"],
                                         text=True).strip()
        subprocess.run([
            "protoc", f"-I{TOP / 'proto'}", f"-I{google}", "-I/usr/include",
            f"--python_out={out}", f"--grpc_python_out={out}",
            f"--plugin=protoc-gen-grpc_python={plugin}",
            *[str(path.relative_to(TOP / "proto")) for path in protos],
            "google/rpc/status.proto", "google/rpc/error_details.proto",
            "google/api/field_behavior.proto"], check=True)
        stamp.touch()
    sys.path.insert(0, str(out))


_generate()

# pylint: disable=wrong-import-position
from google.rpc import error_details_pb2, status_pb2  # noqa: E402


class LoaError(Exception):
    """A refused call: code, ErrorInfo reason, metadata and the fields named."""

    def __init__(self, error):
        self.code = error.code().name
        self.message = error.details()
        self.reason, self.metadata, self.fields = "", {}, {}
        for key, value in error.trailing_metadata() or ():
            if key != "grpc-status-details-bin":
                continue
            for detail in status_pb2.Status.FromString(value).details:
                info = error_details_pb2.ErrorInfo()
                request = error_details_pb2.BadRequest()
                if detail.Unpack(info):
                    self.reason = info.reason
                    self.metadata = dict(info.metadata)
                elif detail.Unpack(request):
                    self.fields = {violation.field: violation.description
                                   for violation in request.field_violations}
        super().__init__(f"{self.code} {self.reason}: {self.message}")


class Caller:
    """One principal's calls: caller.call(stub_class, address, "GetUnit", req)."""

    def __init__(self, token=""):
        self.token = token
        self.channels = {}

    def call(self, stub_class, address, method, request, timeout=30):
        channel = self.channels.setdefault(
            address, grpc.insecure_channel(address))
        metadata = []
        if self.token:
            metadata.append(("authorization", f"Bearer {self.token}"))
        for attempt in range(MOST_ATTEMPTS):
            try:
                return getattr(stub_class(channel), method)(
                    request, timeout=timeout, metadata=metadata,
                    wait_for_ready=True)
            except grpc.RpcError as error:
                # A call that changes nothing is repeated where its server went
                # away under it; waiting for the next one is the channel's.
                again = (method.startswith(("Get", "List", "Count")) and
                         error.code() == grpc.StatusCode.UNAVAILABLE and
                         attempt + 1 < MOST_ATTEMPTS)
                if not again:
                    raise LoaError(error) from None


def stubs():
    """The service, such as "units", and the stub class of every RPC service of
    the contract, such as "PlanService"."""
    found = {}
    for path in sorted((TOP / "proto/loa").glob("*/v1/*.proto")):
        service = path.parts[-3]
        module = importlib.import_module(
            f"loa.{service}.v1.{path.stem}_pb2_grpc")
        for name, value in vars(module).items():
            if name.endswith("Stub"):
                found[name.removesuffix("Stub")] = (service, value)
    return found


def request_id():
    return str(uuid.uuid4())
