"""The first user's campaign as calls of Loa's public RPCs: who is there, what
is registered, what is written, approved and published.  The demo tells it; the
tests that cross processes break things in the middle of it.
"""
import csv
import json
import pathlib
import subprocess
import sys
import time
import urllib.request

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tools/stack"))

# pylint: disable=wrong-import-position
from rpc import Caller, LoaError, request_id, stubs  # noqa: E402
from google.protobuf import timestamp_pb2  # noqa: E402
from loa.content.v1 import (  # noqa: E402
    media_service_pb2, post_pb2, post_service_pb2, publication_service_pb2,
    source_service_pb2)
from loa.moderation.v1 import review_service_pb2  # noqa: E402
from loa.options.v1 import access_pb2  # noqa: E402
from loa.units.v1 import (  # noqa: E402
    access_service_pb2, organization_service_pb2, page_service_pb2,
    plan_service_pb2, unit_service_pb2)

STUBS = stubs()
PROVINCE = "units/code:22"
PLAN = "plans/141-kh-mttq-btt"
TOPICS = {
    "guong-nguoi-tot": "Gương người tốt việc tốt",
    "phong-trao-thi-dua": "Phong trào thi đua",
    "cuoc-van-dong": "Cuộc vận động",
    "cap-uy-chinh-quyen": "Hoạt động của cấp ủy, chính quyền",
    "mat-tran": "Hoạt động của Mặt trận",
    "to-chuc-thanh-vien": "Tổ chức thành viên",
}


def seed(name):
    with open(TOP / "tools/seed" / name, encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def timestamp(seconds):
    stamp = timestamp_pb2.Timestamp()
    stamp.FromMicroseconds(int(seconds * 1e6))
    return stamp


class Campaign:
    """Calls by the people of the story on one running stack."""

    def __init__(self, stack):
        self.stack = stack
        self.people = {"anybody": Caller()}

    # ---- calls

    def call(self, who, service, method, request):
        """A call by one of the people: call("hoa", "PlanService", ...)."""
        part, stub = STUBS[service]
        return self.people[who].call(stub, self.stack.address(part), method,
                                     request)

    def page(self, who, method, request):
        return self.call(who, "PageService", method, request)

    def plan(self, who, method, request):
        return self.call(who, "PlanService", method, request)

    def post(self, who, method, request):
        return self.call(who, "PostService", method, request)

    def publication(self, who, method, request):
        return self.call(who, "PublicationService", method, request)

    def review(self, who, method, request):
        return self.call(who, "ReviewService", method, request)

    # ---- people

    def _token(self, principal, secret):
        return self.call(
            "anybody", "AccessService", "IssueToken",
            access_service_pb2.IssueTokenRequest(
                principal=principal, secret=secret)).token

    def bootstrap(self):
        """The first administrator."""
        created = self.call(
            "anybody", "AccessService", "BootstrapAdministrator",
            access_service_pb2.BootstrapAdministratorRequest(
                bootstrap_secret=self.stack.bootstrap_secret(),
                display_name="Quản trị hệ thống"))
        self.people["admin"] = Caller(
            self._token(created.principal.name, created.secret))

    def hire(self, who, display_name, *roles, unit=PROVINCE):
        """Creates a person with roles on a unit."""
        created = self.call(
            "admin", "AccessService", "CreatePrincipal",
            access_service_pb2.CreatePrincipalRequest(
                principal_id=who, principal=access_service_pb2.Principal(
                    display_name=display_name)))
        for role in roles:
            self.call(
                "admin", "AccessService", "CreateRoleBinding",
                access_service_pb2.CreateRoleBindingRequest(
                    role_binding=access_service_pb2.RoleBinding(
                        principal=created.principal.name, role=role, unit=unit)))
        self.people[who] = Caller(
            self._token(created.principal.name, created.secret))

    def staff(self):
        """Editor, approver and manager of the province's board.  The editor
        may approve too, though never what she wrote."""
        self.hire("lan", "Nguyễn Thị Lan, biên tập viên", access_pb2.ROLE_EDITOR,
                  access_pb2.ROLE_APPROVER)
        self.hire("minh", "Trần Văn Minh, trưởng ban biên tập",
                  access_pb2.ROLE_APPROVER)
        self.hire("hoa", "Phạm Thị Hoa, quản lý trang", access_pb2.ROLE_MANAGER)

    # ---- register

    def import_units(self):
        rows = (unit_service_pb2.ImportUnitsRequest(**row)
                for row in seed("quang-ninh-units.csv"))
        return self.call("admin", "UnitService", "ImportUnits", rows)

    def choose(self):
        """What the organisation shares: its topics, one more try after an
        unknown outcome."""
        self.call(
            "admin", "OrganizationService", "UpdateOrganization",
            organization_service_pb2.UpdateOrganizationRequest(
                organization=organization_service_pb2.Organization(
                    resend_after_unknown="ONCE", topics=[
                        organization_service_pb2.Topic(id=one, display_name=name)
                        for one, name in TOPICS.items()]),
                update_mask={"paths": ["resend_after_unknown", "topics"]}))

    def create_plan(self):
        self.plan("admin", "CreatePlan", plan_service_pb2.CreatePlanRequest(
            plan_id="141-kh-mttq-btt", plan=plan_service_pb2.Plan(
                number="141/KH-MTTQ-BTT", issuer=PROVINCE, issued_on="2022-04-12",
                addressee_levels=["district"],
                title="Kế hoạch xây dựng Trang cộng đồng của Mặt trận các cấp",
                purpose="Thông tin về công tác Mặt trận trên mạng xã hội")))
        # The news names no day for the plan itself: the end of the year stands
        # for it until the direction of June.
        for level in ("district", "commune"):
            self.plan("admin", "AddTarget", plan_service_pb2.AddTargetRequest(
                plan=PLAN, target=plan_service_pb2.Target(
                    id=f"{level}-pages", level=level,
                    milestone="FACT_KIND_PAGE_REGISTERED", percent=100,
                    deadline="2022-12-31", origin="PLAN")))

    def register_pages(self):
        """Registers the seed's pages; returns their names."""
        requests = [page_service_pb2.CreatePageRequest(
            page=page_service_pb2.Page(
                unit=f"units/code:{row['unit_code']}",
                platform="PLATFORM_FACEBOOK",
                platform_page_id=row["platform_page_id"],
                display_name=row["display_name"],
                established_on=row["established_on"]))
                    for row in seed("quang-ninh-pages.csv")]
        answer = self.page(
            "admin", "BatchCreatePages",
            page_service_pb2.BatchCreatePagesRequest(
                requests=requests, request_id=request_id()))
        refused = [item.error.message for item in answer.results
                   if item.HasField("error")]
        if refused:
            raise AssertionError(f"{len(refused)} pages refused: {refused[0]}")
        return [item.page for item in answer.results]

    def page_token(self, platform_page_id):
        """What an administrator copies from the platform."""
        url = f"{self.stack.sim_url()}/_sim/token?page={platform_page_id}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["token"]

    def connect(self, pages):
        for page in pages:
            self.page("admin", "ConnectPage", page_service_pb2.ConnectPageRequest(
                name=page.name,
                access_token=self.page_token(page.platform_page_id)))

    def progress(self, as_of):
        """A line a level; where a later direction asks for the same, its."""
        answer = self.plan("hoa", "GetProgress",
                           plan_service_pb2.GetProgressRequest(
                               plan=PLAN, as_of=as_of))
        return {line.target.level: {
            "level": line.target.level, "done": line.count.done,
            "total": line.count.total, "remaining": line.count.remaining,
            "late": line.count.late} for line in answer.targets}

    # ---- posts

    def approve_source(self):
        self.call(
            "lan", "SourceService", "CreateSource",
            source_service_pb2.CreateSourceRequest(
                source=source_service_pb2.Source(
                    host="mattran.org.vn", display_name="Mặt trận Tổ quốc")))

    def draft(self, title, body, due, kind="ARTICLE", link="", photos=()):
        return self.post("lan", "CreatePost", post_service_pb2.CreatePostRequest(
            request_id=request_id(), post=post_pb2.Post(
                unit=PROVINCE, kind=kind, title=title, body=body, link=link,
                origin="SHARED" if link else "ORIGINAL", topics=["mat-tran"],
                media=[post_pb2.PostMedia(media=name) for name in photos],
                audience=post_pb2.Audience(
                    due_time=timestamp(due),
                    cascade=post_pb2.Audience.Cascade(
                        within=PROVINCE, mode="MANDATORY",
                        levels=["province", "district", "commune"])))))

    def upload(self, who, path, alt_text):
        """A photo of the province, in pieces."""
        part = media_service_pb2.UploadMediaRequest
        parts = [part(header=part.Header(unit=PROVINCE, alt_text=alt_text,
                                         mime_type="image/jpeg"))]
        with open(path, "rb") as photo:
            while chunk := photo.read(10_000):
                parts.append(part(chunk=chunk))
        return self.call(who, "MediaService", "UploadMedia", iter(parts))

    def download(self, who, name):
        return b"".join(piece.chunk for piece in self.call(
            who, "MediaService", "DownloadMedia",
            media_service_pb2.DownloadMediaRequest(name=name)))

    def submit(self, post, expected):
        return self.post("lan", "SubmitPost", post_service_pb2.SubmitPostRequest(
            name=post.name, etag=post.etag, expected_page_count=expected))

    def get_post(self, name):
        return self.post("lan", "GetPost",
                         post_service_pb2.GetPostRequest(name=name))

    def approve(self, who, review_name):
        review = self.review(who, "GetReview",
                             review_service_pb2.GetReviewRequest(
                                 name=review_name))
        return self.review(who, "ApproveReview",
                           review_service_pb2.ApproveReviewRequest(
                               name=review.name, etag=review.etag))

    def publications(self, **filters):
        found, token = [], ""
        while True:
            answer = self.publication(
                "hoa", "ListPublications",
                publication_service_pb2.ListPublicationsRequest(
                    page_size=1000, page_token=token, **filters))
            found += answer.publications
            token = answer.next_page_token
            if not token:
                return found

    def counts(self):
        return self.publication(
            "hoa", "CountPublications",
            publication_service_pb2.CountPublicationsRequest())

    @staticmethod
    def levels_of_pages():
        """The level of the unit of each page of the seed."""
        level = {row["code"]: row["level"]
                 for row in seed("quang-ninh-units.csv")}
        return {row["platform_page_id"]: level[row["unit_code"]]
                for row in seed("quang-ninh-pages.csv")}

    # ---- the simulator

    def ledger_check(self, directory, outside=()):
        """What loa-ledger-check says of the simulator's ledger and content's
        publications and posts made outside; these are left in `directory`."""
        of_page = {page.name: page.platform_page_id for page in self.pages}
        lines = pathlib.Path(directory) / "publications.jsonl"
        with open(lines, "w", encoding="utf-8") as out:
            for item in self.publications():
                cancelled = item.HasField("cancel_time")
                out.write(json.dumps({
                    "name": item.name, "page": item.page, "post": item.post,
                    "platform_page_id": of_page[item.page],
                    "state": type(item).State.Name(item.state),
                    "due_time": item.due_time.ToJsonString(),
                    "cancel_time": item.cancel_time.ToJsonString()
                                   if cancelled else "",
                    "sequence": item.sequence, "text": item.rendition.text,
                    "photo_sha256": ",".join(
                        photo.media.removeprefix("media/")
                        for photo in item.rendition.media),
                    "platform_post_id": item.platform_post_id,
                    "edited": {"text": item.edited.text},
                    "by_hand": item.by_hand,
                }, ensure_ascii=False) + "\n")
            for item in outside:
                out.write(json.dumps({
                    "name": item.platform_post_id, "page": item.page,
                    "platform_page_id": of_page[item.page], "state": "OUTSIDE",
                    "due_time": item.post_time.ToJsonString(), "sequence": 0,
                    "text": item.text, "link": item.link,
                    "platform_post_id": item.platform_post_id,
                }, ensure_ascii=False) + "\n")
        done = subprocess.run(
            [self.stack.bin / "loa-ledger-check",
             f"--ledger={self.stack.ledger()}", f"--publications={lines}"],
            capture_output=True, text=True, check=False)
        if not done.stdout.strip():
            raise AssertionError(f"loa-ledger-check: {done.stderr}")
        return json.loads(done.stdout)

    def arm_fault(self, kind, count):
        body = json.dumps({"kind": kind, "count": count}).encode()
        urllib.request.urlopen(urllib.request.Request(
            f"{self.stack.sim_url()}/_sim/faults", data=body,
            headers={"Content-Type": "application/json"}), timeout=10).close()


def grpcurl_lines(stack):
    """Three calls for a person's shell, where LOA_TOKEN is set."""
    return [
        f"grpcurl -plaintext -H \"authorization: Bearer $LOA_TOKEN\" "
        f"-d '{json.dumps(request)}' {stack.address(service)} {method}"
        for service, method, request in (
            ("units", "loa.units.v1.UnitService/GetUnit", {"name": PROVINCE}),
            ("units", "loa.units.v1.PlanService/GetProgress",
             {"plan": PLAN, "as_of": "2022-05-31"}),
            ("content", "loa.content.v1.PublicationService/CountPublications",
             {}))]


def wait_until(holds, seconds, what):
    """Polls what another process does; fails with `what` when it does not."""
    deadline = time.monotonic() + seconds
    while True:
        answer = holds()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.1)
