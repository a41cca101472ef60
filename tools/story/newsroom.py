"""A day of the editors: a piece from a commune, a page that is run on a phone,
a post that is taken back everywhere, and what the public site shows.
"""
import time

from campaign import PROVINCE, access_pb2, request_id, timestamp, wait_until
from loa.content.v1 import (
    amendment_service_pb2, document_service_pb2, feed_service_pb2,
    hand_delivery_service_pb2, post_pb2, post_service_pb2, publication_pb2,
    search_service_pb2, submission_service_pb2)
from loa.units.v1 import page_service_pb2
from publishing import approved
from telling import say, step

PHONE_COMMUNE = "units/code:06727"  # xã Bắc Sơn: a page, no API connection
PHONE_PAGE_ADDRESS = "https://www.facebook.com/mattranbacson"
STATE = publication_pb2.Publication.State


def from_a_commune(campaign, check):
    """A commune submits a piece, the board makes a post of it, and it goes to
    the provincial page by the API and to the commune's by hand."""
    step("7. A piece from a commune, and a page that is run on a phone")
    page = campaign.page("admin", "CreatePage", page_service_pb2.CreatePageRequest(
        page=page_service_pb2.Page(
            unit=PHONE_COMMUNE, platform="PLATFORM_FACEBOOK",
            display_name="Mặt trận xã Bắc Sơn", url=PHONE_PAGE_ADDRESS,
            established_on="2022-07-05")))
    campaign.hire("son", "Bùi Văn Sơn, Mặt trận xã Bắc Sơn", access_pb2.ROLE_AUTHOR,
                  unit=PHONE_COMMUNE)
    sent = campaign.call(
        "lan", "SubmissionService", "CreateSubmission",
        submission_service_pb2.CreateSubmissionRequest(
            request_id=request_id(),
            submission=submission_service_pb2.Submission(
                unit=PROVINCE, sender_name="Bùi Văn Sơn, xã Bắc Sơn",
                title="Bắc Sơn làm đường liên thôn",
                text="Nhân dân xã Bắc Sơn hiến hơn 500 m2 đất mở rộng đường "
                     "liên thôn.")))
    accepted = campaign.call(
        "lan", "SubmissionService", "AcceptSubmission",
        submission_service_pb2.AcceptSubmissionRequest(name=sent.submission))
    say("the board accepts the commune's piece: a draft, attributed to its "
        "sender")
    post = campaign.get_post(accepted.post)
    post = campaign.post("lan", "UpdatePost", post_service_pb2.UpdatePostRequest(
        post=post_pb2.Post(
            name=post.name, etag=post.etag, audience=post_pb2.Audience(
                due_time=timestamp(time.time() + 5),
                page_list=post_pb2.Audience.PageList(
                    pages=[campaign.pages[0].name, page.name]))),
        update_mask={"paths": ["audience"]}))
    approved(campaign, check, post, expected=2)
    task = wait_until(lambda: next(iter(campaign.call(
        "son", "HandDeliveryService", "ListHandTasks",
        hand_delivery_service_pb2.ListHandTasksRequest()).tasks), None), 30,
                      "a task for the commune's team")
    say(f"to put up by hand: {task.text.splitlines()[0]}")
    reported = campaign.call(
        "son", "HandDeliveryService", "ReportPosted",
        hand_delivery_service_pb2.ReportPostedRequest(
            name=task.publication,
            permalink=f"{PHONE_PAGE_ADDRESS}/posts/2022070501"))
    check.equal("the page by hand", STATE.Name(reported.state), "REPORTED")
    say(f"reported with its permalink: {reported.permalink}")
    status = campaign.call(
        "anybody", "SubmissionService", "GetSubmissionStatus",
        submission_service_pb2.GetSubmissionStatusRequest(
            receipt_secret=sent.receipt_secret))
    check.equal("what the sender is told",
                submission_service_pb2.Submission.State.Name(status.state),
                "ACCEPTED")


def take_back(campaign, check, post, pages):
    """Withdraws a post everywhere."""
    step("8. One post is withdrawn everywhere")
    campaign.call(
        "hoa", "AmendmentService", "WithdrawEverywhere",
        amendment_service_pb2.WithdrawEverywhereRequest(
            name=post, reason="Thông tin đã thay đổi"))
    wait_until(lambda: all(
        p.state == publication_pb2.Publication.WITHDRAWN
        for p in campaign.publications(post=post)), 90, "all pages without it")
    shown = [p for p in campaign.publications(post=post)
             if p.state == publication_pb2.Publication.WITHDRAWN]
    say(f"deleted on {len(shown)} of {pages} pages, each with its outcome")
    check.equal("pages without the withdrawn post", len(shown), pages)


def public_site(campaign, check):
    """Latest news, more like this, and the search of documents."""
    step("9. What the public site shows")
    campaign.call(
        "lan", "DocumentService", "CreateDocument",
        document_service_pb2.CreateDocumentRequest(
            document=document_service_pb2.Document(
                unit=PROVINCE, kind="PLAN", number="141/KH-MTTQ-BTT",
                abstract="Kế hoạch xây dựng Trang cộng đồng của Mặt trận các "
                         "cấp", issue_date="2022-04-12",
                text="Các địa phương xây dựng Trang cộng đồng (fanpage).")))
    latest = campaign.call("hoa", "FeedService", "ListLatest",
                           feed_service_pb2.ListLatestRequest(
                               within=PROVINCE, page_size=3)).items
    for item in latest:
        say(f"Tin mới: {item.title} ({item.place})")
    check.true("latest news", latest)
    if len(latest) > 1:
        more = campaign.call("hoa", "FeedService", "ListSimilar",
                             feed_service_pb2.ListSimilarRequest(
                                 post=latest[1].post, page_size=3)).items
        check.true("more like this", more)
    for query, tier in (("141/KH", None), ("ke hoach trang cong dong", "FOLDED"),
                        ("fanpape", "NEAR")):
        hits = campaign.call(
            "hoa", "SearchService", "Search",
            search_service_pb2.SearchRequest(query=query,
                                             kinds=["DOCUMENT"])).hits
        found = [hit for hit in hits if hit.number == "141/KH-MTTQ-BTT"]
        check.true(f"“{query}” finds Plan 141", found)
        if found:
            name = search_service_pb2.SearchHit.Tier.Name(found[0].tier)
            say(f"“{query}” finds {found[0].number} ({name})")
            if tier:
                check.equal(f"the tier of “{query}”", name, tier)
