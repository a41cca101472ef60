"""What pages show already is corrected and taken back everywhere, one page by
hand; and what somebody else posts is found.

Real processes, database and HTTP; the simulator's ledger is the truth.
"""
import hashlib
import hmac
import json
import time
import unittest
import urllib.parse
import urllib.request

from scenario import Scenario, STORES, post_pb2, post_service_pb2, wait_until

# pylint: disable=wrong-import-order,ungrouped-imports
from campaign import PROVINCE, request_id, seed, timestamp
from loa.content.v1 import (
    amendment_service_pb2, hand_delivery_service_pb2, outside_post_service_pb2)
from loa.units.v1 import page_service_pb2

# Each strikes one page; after none of them the caller knows what happened.
FAULTS = ("CHANGE_THEN_DROP", "CHANGE_THEN_500_CODE_2",
          "CHANGE_CLOSE_UNANSWERED")
CONNECTED = 3
EXTRA = {"content": ["--sweep_every=1s", "--attempt_deadline=2s"],
         "publisher": ["--reconcile_interval=100ms"]}


class Amend(unittest.TestCase):
    """One post, corrected and withdrawn everywhere under faults."""

    def amendment(self, method, request):
        return self.campaign.call("hoa", "AmendmentService", method, request)

    def by_hand(self, method, request):
        return self.campaign.call("lan", "HandDeliveryService", method, request)

    def outside(self, method, request):
        return self.campaign.call("hoa", "OutsidePostService", method, request)

    def tasks(self):
        return self.by_hand(
            "ListHandTasks",
            hand_delivery_service_pb2.ListHandTasksRequest()).tasks

    def on_the_phone(self, page, path, method="POST", **fields):
        """What somebody does on the page itself, past Loa."""
        url = f"{self.campaign.stack.sim_url()}/_sim/token?page={page}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            access = json.load(answer)
        proof = self.proof(access)
        query = urllib.parse.urlencode({**fields, "appsecret_proof": proof})
        url = f"{self.campaign.stack.sim_url()}/v25.0/{path}"
        call = urllib.request.Request(
            f"{url}?{query}" if method == "DELETE" else url,
            data=None if method == "DELETE" else query.encode(), method=method,
            headers={"Authorization": f"Bearer {access['token']}"})
        with urllib.request.urlopen(call, timeout=10) as answer:
            return json.load(answer)

    @staticmethod
    def proof(access):
        return hmac.new(access["app_secret"].encode(),
                        access["token"].encode(), hashlib.sha256).hexdigest()

    def publish(self, scenario):
        """A post for the connected pages and the one by hand."""
        campaign = self.campaign
        post = campaign.post(
            "lan", "CreatePost", post_service_pb2.CreatePostRequest(
                request_id=request_id(), post=post_pb2.Post(
                    unit=PROVINCE, kind="NEWS_BRIEF", origin="ORIGINAL",
                    title="Hội nghị lần thứ tám", body="Khai mạc lúc 8 giờ.",
                    audience=post_pb2.Audience(
                        due_time=timestamp(time.time() + 2),
                        page_list=post_pb2.Audience.PageList(
                            pages=[page.name for page in campaign.pages])))))
        self.review(campaign.submit(post, CONNECTED + 1))
        scenario.wait_until_some_published(CONNECTED)
        return post.name

    def review(self, post):
        campaign = self.campaign
        post = wait_until(
            lambda: (p := campaign.get_post(post.name)).review and p, 20,
            "a review")
        campaign.approve("minh", post.review)
        return wait_until(
            lambda: (p := campaign.get_post(post.name)).state ==
            post_pb2.Post.APPROVED and p, 20, "the approval")

    def put_up_by_hand(self, page):
        [task] = wait_until(self.tasks, 20, "a task for people")
        self.assertEqual(task.kind, hand_delivery_service_pb2.HandTask.PUT_UP)
        post_id = self.on_the_phone(page, f"{page}/feed",
                                    message=task.text)["id"]
        reported = self.by_hand(
            "ReportPosted", hand_delivery_service_pb2.ReportPostedRequest(
                name=task.publication,
                permalink=f"https://m.facebook.com/{post_id}?ref=share"))
        self.assertEqual(reported.platform_post_id, post_id)
        return post_id

    def correct(self, name):
        campaign = self.campaign
        post = campaign.post("lan", "UpdatePost",
                             post_service_pb2.UpdatePostRequest(
                                 post=post_pb2.Post(
                                     name=name, body="Khai mạc lúc 9 giờ."),
                                 update_mask={"paths": ["body"]}))
        self.review(campaign.submit(post, CONNECTED + 1))
        answer = self.amendment(
            "CorrectEverywhere",
            amendment_service_pb2.CorrectEverywhereRequest(
                name=name, reason="Đổi giờ"))
        self.assertEqual(answer.edit_count, CONNECTED + 1)
        [task] = wait_until(self.tasks, 20, "an edit by hand")
        self.by_hand("ReportEdited",
                     hand_delivery_service_pb2.ReportEditedRequest(
                         name=task.amendment))

    def withdraw(self, scenario, page, name, post_id):
        for kind in FAULTS:
            self.campaign.arm_fault(kind, 1)
        answer = self.amendment(
            "WithdrawEverywhere",
            amendment_service_pb2.WithdrawEverywhereRequest(
                name=name, reason="Hoãn hội nghị"))
        self.assertEqual(answer.delete_count, CONNECTED + 1)
        [task] = self.tasks()
        self.assertEqual(task.kind,
                         hand_delivery_service_pb2.HandTask.TAKE_DOWN)
        # The faults are for Loa's own calls.
        wait_until(lambda: len(scenario.in_state("WITHDRAWN")) == CONNECTED, 30,
                   "the withdrawals by the API")
        self.on_the_phone(page, post_id, method="DELETE")
        self.by_hand("ReportTakenDown",
                     hand_delivery_service_pb2.ReportTakenDownRequest(
                         name=task.amendment))

    def play(self, store):
        with Scenario(store, pages=CONNECTED, extra=EXTRA) as scenario:
            campaign = self.campaign = scenario.campaign
            row = seed("quang-ninh-pages.csv")[CONNECTED]
            phone = row["platform_page_id"]
            campaign.pages = [*campaign.pages, campaign.page(
                "admin", "GetPage", page_service_pb2.GetPageRequest(
                    name=f"pages/facebook:{phone}"))]
            name = self.publish(scenario)
            post_id = self.put_up_by_hand(phone)
            self.correct(name)
            wait_until(lambda: len(scenario.in_state("EDITED")) == CONNECTED,
                       20, "the corrections")
            stranger = campaign.pages[0]
            seen = self.on_the_phone(
                stranger.platform_page_id, f"{stranger.platform_page_id}/feed",
                message="Nhận quà tặng", link="https://qua-tang.example/")["id"]
            self.withdraw(scenario, phone, name, post_id)
            wait_until(
                lambda: len(scenario.in_state("WITHDRAWN")) == CONNECTED + 1, 30,
                "the withdrawals")

            found = wait_until(lambda: self.outside(
                "ListOutsidePosts",
                outside_post_service_pb2.ListOutsidePostsRequest()).posts, 20,
                               "the post made outside")
            self.assertEqual([p.platform_post_id for p in found], [seen])
            alerts = self.outside(
                "ListPageAlerts",
                outside_post_service_pb2.ListPageAlertsRequest()).alerts
            self.assertEqual([a.kind for a in alerts], ["OUTSIDE_LINK"])
            report = campaign.ledger_check(scenario.folder.name, outside=found)
            self.assertTrue(report["clean"], report)
            self.assertEqual(report["faults_fired"],
                             {kind: 1 for kind in FAULTS})

    def test_a_post_is_corrected_and_withdrawn_everywhere(self):
        for store in STORES:
            with self.subTest(store=store):
                self.play(store)


if __name__ == "__main__":
    unittest.main()
