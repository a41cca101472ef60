"""A small campaign on a whole stack, for tests that break something in it."""
import os
import pathlib
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tools/story"), str(TOP / "tools/stack")]

# pylint: disable=wrong-import-position
from campaign import (Campaign, LoaError, PROVINCE, grpcurl_lines,  # noqa: E402
                      post_pb2, post_service_pb2, publication_service_pb2,
                      request_id, seed, timestamp, wait_until)
from loa.content.v1 import publication_pb2  # noqa: E402
from stack import Stack, free_port  # noqa: E402

STORES = ("sqlite", "postgres")
PRESET = os.environ.get("LOA_PRESET", "release")


class Scenario:
    """A stack with the register imported, `pages` pages connected and a staff;
    `others` are the pages that are registered alone."""

    def __init__(self, store, pages, extra=None, resend="ONCE"):
        self.count = pages
        self.resend = resend
        self.folder = tempfile.TemporaryDirectory(prefix="loa-")
        if extra:
            os.environ["LOA_ALLOW_UNSAFE_CONTROLS"] = "1"
        self.stack = Stack(pathlib.Path(self.folder.name) / "run", store=store,
                           preset=PRESET, extra=extra)
        self.expected = 0

    def __enter__(self):
        self.stack.__enter__()
        try:
            campaign = self.campaign = Campaign(self.stack)
            campaign.bootstrap()
            campaign.import_units()
            campaign.staff()
            if self.resend == "ONCE":
                campaign.choose()
            pages = campaign.register_pages()
            campaign.pages, self.others = pages[:self.count], pages[self.count:]
            campaign.connect(campaign.pages)
            wait_until(lambda: self.content_knows(pages[-1]), 10,
                       "content's reading of the register")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stack.stop()
        self.folder.cleanup()
        os.environ.pop("LOA_ALLOW_UNSAFE_CONTROLS", None)

    def content_knows(self, page):
        """Content follows the register a moment behind: a draft for a page
        that it has not read of is refused."""
        try:
            self.campaign.post(
                "lan", "CreatePost", post_service_pb2.CreatePostRequest(
                    post=post_pb2.Post(
                        unit=PROVINCE, kind="NEWS_BRIEF", origin="ORIGINAL",
                        title="Bản nháp", audience=post_pb2.Audience(
                            due_time=timestamp(time.time() + 3600),
                            page_list=post_pb2.Audience.PageList(
                                pages=[page.name])))))
        except LoaError as error:
            if error.reason != "PAGE_UNKNOWN":
                raise
            return False
        return True

    def schedule(self, posts, photos=()):
        """Posts for all connected pages, approved, due soon and apart; each
        with the photos that `photos` has at its place."""
        campaign = self.campaign
        first_due = time.time() + 4
        for number in range(posts):
            media = photos[number] if number < len(photos) else []
            post = campaign.post(
                "lan", "CreatePost", post_service_pb2.CreatePostRequest(
                    request_id=request_id(), post=post_pb2.Post(
                        unit=PROVINCE, origin="ORIGINAL",
                        kind="PHOTO" if media else "NEWS_BRIEF",
                        media=[post_pb2.PostMedia(media=name)
                               for name in media],
                        title=f"Bản tin số {number + 1} của Mặt trận",
                        body="Tin hoạt động của Mặt trận các cấp.",
                        audience=post_pb2.Audience(
                            due_time=timestamp(first_due + number),
                            page_list=post_pb2.Audience.PageList(
                                pages=[page.name for page in campaign.pages])))))
            post = campaign.submit(post, self.count)
            post = wait_until(
                lambda p=post: (q := campaign.get_post(p.name)).review and q,
                20, "a review")
            campaign.approve("minh", post.review)
        self.expected = posts * self.count
        wait_until(lambda: len(campaign.publications()) == self.expected, 30,
                   f"{self.expected} publications")

    def start_second_publisher(self):
        """One more, of a shard of its own as on another host."""
        stack = self.stack
        stack.processes["publisher of shard 0"] = stack.processes.pop("publisher")
        for name in ("publisher", "publisher.admin"):
            stack.ports[name] = free_port()
        stack.extra["publisher"] = [*stack.extra.get("publisher", []),
                                    "--shard=1"]
        stack.start_service("publisher")

    def in_state(self, state):
        return self.campaign.publications(
            state=publication_pb2.Publication.State.Value(state))

    def wait_until_some_published(self, count):
        wait_until(lambda: len(self.in_state("PUBLISHED")) >= count, 60,
                   f"{count} publications PUBLISHED")

    def wait_until_published(self):
        self.wait_until_some_published(self.expected)

    def timeline(self, name):
        return self.campaign.publication(
            "hoa", "GetTimeline",
            publication_service_pb2.GetTimelineRequest(name=name)).events

    def ledger_check(self):
        return self.campaign.ledger_check(self.folder.name)

    def visible_posts(self):
        return self.ledger_check()["visible"]
