"""A fleet is connected by one credential and looked after: pages are found and
confirmed, a site takes signed posts, teams and health are told.

Real processes, database and HTTP.  That a day passes between two probes is
shown in services/units/fleet; here the probe is asked for.
"""
import hashlib
import hmac
import http.server
import json
import threading
import time
import unittest
import urllib.parse
import urllib.request

from scenario import STORES, Scenario, seed

# pylint: disable=wrong-import-position
from campaign import PROVINCE, request_id  # noqa: E402
from loa.units.v1 import (  # noqa: E402
    fleet_service_pb2, page_service_pb2, team_service_pb2)
from rpc import LoaError, error_details_pb2  # noqa: E402

LOOPBACK = ["--webhook_allow_loopback"]
HOLDER = "system-user"
HELD = 30  # more than the 25 that the platform lists at once
SITE_ID = "trang-tin"
SITE_SECRET = "a-secret-of-the-site-and-of-loa-alone"
PROBLEM = fleet_service_pb2.PageProblem
EVIDENCE = fleet_service_pb2.DiscoverPagesResponse


def reason_of(status):
    info = error_details_pb2.ErrorInfo()
    return next(info.reason for detail in status.details
                if detail.Unpack(info))


class Site:
    """A site after docs/webhook.md that loses the answer to its first post."""

    def __init__(self):
        self.posts = []
        self.refused = 0
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # pylint: disable=invalid-name
                if site.checks(self, b""):
                    site.answer(self, 200, {"page": {"id": SITE_ID},
                                            "posts": site.posts[::-1]})

            def do_POST(self):  # pylint: disable=invalid-name
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not site.checks(self, body):
                    return
                post = {**json.loads(body), "id": f"p-{len(site.posts) + 1}",
                        "created_at": time.strftime("%Y-%m-%dT%H:%M:%SZ",
                                                    time.gmtime())}
                site.posts.append(post)
                if len(site.posts) > 1:
                    site.answer(self, 201, {"id": post["id"]})

            def log_message(self, *_):  # pylint: disable=arguments-differ
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/loa"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def checks(self, request, body):
        stamp = request.headers["X-Loa-Timestamp"]
        right = hmac.new(SITE_SECRET.encode(), f"{stamp}.".encode() + body,
                         hashlib.sha256).hexdigest()
        given = request.headers["X-Loa-Signature"]
        if (abs(time.time() - int(stamp)) < 300 and
                hmac.compare_digest(given, f"sha256={right}")):
            return True
        self.refused += 1
        self.answer(request, 401, {"error": {"message": "wrong signature"}})
        return False

    @staticmethod
    def answer(request, status, body):
        request.send_response(status)
        request.end_headers()
        request.wfile.write(json.dumps(body).encode())


class Fleet(unittest.TestCase):
    """One fleet, from its discovery to a page that breaks and comes back."""

    def fleet(self, method, request, who="admin"):
        return self.campaign.call(who, "FleetService", method, request)

    def on_the_platform(self, page_id, name, **more):
        """A page that the system user holds there."""
        body = {"page": page_id, "name": name, "holder": HOLDER, **more}
        urllib.request.urlopen(
            f"{self.campaign.stack.sim_url()}/_sim/pages",
            json.dumps(body).encode(), timeout=10).close()

    def system_user_token(self):
        query = urllib.parse.urlencode({"user": HOLDER})
        url = f"{self.campaign.stack.sim_url()}/_sim/token?{query}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["token"]

    def refuses(self, reason, call, *arguments, **named):
        with self.assertRaises(LoaError) as refused:
            call(*arguments, **named)
        self.assertEqual(refused.exception.reason, reason)

    def prepare(self):
        """30 pages that are registered, the first of which may only be looked
        at; one that a unit's name fits; one of a stranger; and a profile."""
        rows = seed("quang-ninh-pages.csv")
        self.registered = [row["platform_page_id"] for row in rows[:HELD]]
        for row in rows[:HELD]:
            self.on_the_platform(row["platform_page_id"], row["display_name"])
        self.on_the_platform(self.registered[0], "Chỉ được xem",
                             tasks=["ANALYZE"])
        taken = {row["unit_code"] for row in rows}
        self.unit = next(row for row in seed("quang-ninh-units.csv")
                         if row["level"] == "commune" and
                         row["code"] not in taken)
        self.on_the_platform("2001", f"Mặt trận {self.unit['official_name']}")
        self.on_the_platform("2002", "Quán cà phê Hạ Long")
        self.profile = self.campaign.page(
            "admin", "CreatePage", page_service_pb2.CreatePageRequest(
                page=page_service_pb2.Page(
                    unit=PROVINCE, platform="PLATFORM_FACEBOOK",
                    display_name="Bác Mặt Trận", personal_profile=True))).name

    def discover(self, token):
        return self.fleet("DiscoverPages",
                          fleet_service_pb2.DiscoverPagesRequest(
                              system_user_token=token))

    def check_discovery(self, found):
        by_id = [match.discovered.platform_page_id for match in found.matched
                 if match.evidence == EVIDENCE.PLATFORM_ID]
        self.assertEqual(by_id, sorted(self.registered))
        by_name = [match for match in found.matched
                   if match.evidence != EVIDENCE.PLATFORM_ID]
        self.assertEqual([(m.discovered.platform_page_id, m.evidence)
                          for m in by_name], [("2001", EVIDENCE.UNIT_NAME)])
        self.assertFalse(any(match.connected for match in found.matched))
        self.assertEqual([page.discovered.display_name
                          for page in found.unmatched], ["Quán cà phê Hạ Long"])
        self.assertEqual([page.platform_page_id
                          for page in found.without_create_content],
                         [self.registered[0]])
        self.assertEqual(list(found.personal_profiles), [self.profile])
        return by_name[0].unit

    def confirm(self, token, unit):
        """Connects all but the first, and one for a unit that has none."""
        choice = fleet_service_pb2.ConfirmDiscoveryRequest.Choice
        request = fleet_service_pb2.ConfirmDiscoveryRequest(
            system_user_token=token, request_id=request_id(), choices=[
                *[choice(platform_page_id=one, page=f"pages/facebook:{one}")
                  for one in self.registered],
                choice(platform_page_id="2001", unit=unit),
                choice(platform_page_id="2999", unit=unit)])
        answer = self.fleet("ConfirmDiscovery", request)
        self.assertEqual(
            self.fleet("ConfirmDiscovery", request).SerializeToString(),
            answer.SerializeToString())
        connected = [item.page for item in answer.results
                     if item.HasField("page")]
        self.assertEqual([page.platform_page_id for page in connected],
                         [*self.registered[1:], "2001"])
        self.assertEqual([reason_of(item.error) for item in answer.results
                          if item.HasField("error")],
                         ["CREDENTIAL_LACKS_TASK", "PAGE_NOT_DISCOVERED"])
        return connected

    def discover_and_connect(self):
        self.refuses("SYSTEM_TOKEN_REFUSED", self.discover, "user-x-y")
        self.refuses("PERMISSION_DENIED", self.fleet, "DiscoverPages",
                     fleet_service_pb2.DiscoverPagesRequest(
                         system_user_token="x"), who="lan")
        token = self.system_user_token()
        connected = self.confirm(token,
                                 self.check_discovery(self.discover(token)))
        again = self.discover(token)
        self.assertEqual([match.discovered.platform_page_id
                          for match in again.matched if not match.connected],
                         [self.registered[0]])
        return connected

    def connect_site(self, site):
        page = self.campaign.page(
            "admin", "CreatePage", page_service_pb2.CreatePageRequest(
                page=page_service_pb2.Page(
                    unit=PROVINCE, platform="PLATFORM_WEBHOOK", url=site.url,
                    platform_page_id=SITE_ID, display_name="Trang tin",
                    established_on="2022-05-01")))
        request = page_service_pb2.ConnectPageRequest(
            name=page.name, access_token="not-the-secret-" * 3)
        self.refuses("CREDENTIAL_REFUSED", self.campaign.page, "admin",
                     "ConnectPage", request)
        request.access_token = SITE_SECRET
        self.campaign.page("admin", "ConnectPage", request)
        return page

    def health(self):
        answer = self.fleet("GetFleetHealth",
                            fleet_service_pb2.GetFleetHealthRequest(), "hoa")
        return answer, {PROBLEM.Name(line.problem)[len("PAGE_PROBLEM_"):]:
                        line.pages for line in answer.problems}

    def pages_with(self, problem):
        found, token = [], ""
        while True:
            answer = self.fleet("ListPageHealth",
                                fleet_service_pb2.ListPageHealthRequest(
                                    problem=problem, page_size=50,
                                    page_token=token), "hoa")
            found += [page.page for page in answer.pages]
            token = answer.next_page_token
            if not token:
                return found

    def check_teams(self, page):
        before = self.health()[1]
        member = team_service_pb2.TeamMember
        team = self.campaign.call(
            "hoa", "TeamService", "ReplaceTeam",
            team_service_pb2.ReplaceTeamRequest(team=team_service_pb2.Team(
                page=page.name, members=[
                    member(full_name="Nguyễn Thị Lan", head=True,
                           position="Phó Chủ tịch", phone="0912 345 678"),
                    member(full_name="Trần Văn Minh")])))
        self.assertEqual(team.members[0].phone, "+84912345678")
        self.assertEqual(list(team.warnings),
                         [team_service_pb2.Team.PHONE_MISSING])
        after = self.health()[1]
        self.assertEqual(after["NO_HEAD"], before["NO_HEAD"] - 1)
        self.assertEqual(after["FEWER_THAN_TWO"], before["FEWER_THAN_TWO"] - 1)
        self.assertNotIn(page.name,
                         self.pages_with(PROBLEM.PAGE_PROBLEM_NO_HEAD))

    def check_probe(self, page):
        """The platform takes a task away and gives it back."""
        probe = fleet_service_pb2.ProbePageRequest(name=page.name)
        connected = self.health()[0].connected
        for tasks, connection, reason in (
                (["ANALYZE"], page_service_pb2.Page.BROKEN,
                 "CREDENTIAL_LACKS_TASK"),
                (["CREATE_CONTENT"], page_service_pb2.Page.CONNECTED, "")):
            self.on_the_platform(page.platform_page_id, page.display_name,
                                 tasks=tasks)
            health = self.fleet("ProbePage", probe)
            self.assertEqual((health.connection, health.probe_reason),
                             (connection, reason))
            broken = [page.name] if reason else []
            self.assertEqual(self.pages_with(PROBLEM.PAGE_PROBLEM_BROKEN),
                             broken)
            self.assertEqual(self.health()[0].connected,
                             connected - len(broken))

    def publish(self, scenario, pages, site):
        scenario.campaign.pages, scenario.count = pages, len(pages)
        scenario.schedule(1)
        scenario.wait_until_published()
        # The site lost its answer: it was asked, and not told again.
        self.assertEqual(len(site.posts), 1)
        on_site = [one for one in scenario.in_state("PUBLISHED")
                   if one.platform_post_id == "p-1"]
        self.assertEqual([one.rendition.text for one in on_site],
                         [site.posts[0]["text"]])

    def play(self, store):
        extra = {"units": LOOPBACK, "publisher": LOOPBACK}
        with Scenario(store, pages=0, extra=extra) as scenario, Site() as site:
            self.campaign = scenario.campaign
            self.prepare()
            connected = self.discover_and_connect()
            site_page = self.connect_site(site)
            report, problems = self.health()
            self.assertEqual((report.connected, report.personal_profiles),
                             (HELD + 1, 1))
            # Of all that are connected the site alone hangs on no system user.
            self.assertEqual(self.pages_with(PROBLEM.PAGE_PROBLEM_PERSON_BOUND),
                             [site_page.name])
            self.assertEqual(problems["PERSONAL_PROFILE"], 1)
            self.assertNotIn("BROKEN", problems)
            self.check_teams(connected[0])
            self.check_probe(connected[1])
            self.publish(scenario, [*connected[:2], site_page], site)

    def test_a_fleet_is_found_connected_and_kept(self):
        for store in STORES:
            with self.subTest(store=store):
                self.play(store)


if __name__ == "__main__":
    unittest.main()
