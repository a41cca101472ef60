"""Posts of the story: from draft through screening and four eyes to 130 pages,
while the platform misbehaves.
"""
import hashlib
import json
import time

from campaign import (LoaError, TOP, post_pb2, post_service_pb2,
                      publication_service_pb2, timestamp, wait_until)
from loa.content.v1 import publication_pb2
from telling import say, step, table

PAGES = 130
AHEAD = 15  # seconds from writing a post to showing it; people need less here
FAULTS = {"PUBLISH_THEN_DROP": 4, "PUBLISH_THEN_500_CODE_2": 4,
          "PUBLISH_THEN_506": 4, "READ_THEN_CLOSE_UNANSWERED": 4, "THROTTLE": 3}


def reviewed(campaign, check):
    """Step 2: screening, four eyes.  Leaves the approved post."""
    step("2. An article that shares an official source, and a citizen's number")
    campaign.approve_source()
    due = time.time() + AHEAD
    body = ("Gương người tốt việc tốt ở phường Hà Khánh: bà Nguyễn Thị Mai "
            "giúp đỡ hộ nghèo. Liên hệ bà Mai: 0912 345 678.")
    post = campaign.submit(campaign.draft(
        "Người tốt việc tốt ở phường Hà Khánh", body, due,
        link="https://mattran.org.vn/guong-nguoi-tot/ha-khanh.html"), PAGES)
    post = wait_until(
        lambda: (p := campaign.get_post(post.name)).state ==
        post_pb2.Post.CHANGES_REQUESTED and p, 10, "the screening's answer")
    finding = next(f for f in post.findings if f.rule == "phone-number")
    raw = body.encode()[finding.begin_byte:finding.end_byte].decode()
    say(f"screening: rule {finding.rule}, {finding.field} bytes "
        f"{finding.begin_byte}-{finding.end_byte}: {finding.message}")
    check.equal("the span of the finding", raw, "0912 345 678")
    fixed = body.replace(" Liên hệ bà Mai: 0912 345 678.", "")
    post = campaign.post("lan", "UpdatePost", post_service_pb2.UpdatePostRequest(
        post=post_pb2.Post(name=post.name, body=fixed, etag=post.etag),
        update_mask={"paths": ["body"]}))
    return approved(campaign, check, post, by_author_first=True)


def approved(campaign, check, post, expected=PAGES, by_author_first=False):
    """Submits a post for `expected` pages and has a second person approve."""
    post = campaign.submit(post, expected)
    post = wait_until(lambda: (p := campaign.get_post(post.name)).review and p,
                      10, "a review")
    if by_author_first:
        try:
            campaign.approve("lan", post.review)
            check.true("the author approved her own post", False)
        except LoaError as error:
            say(f"the author's own approval: {error.code} {error.reason}")
            check.equal("why", error.reason, "AUTHOR_CANNOT_APPROVE")
    campaign.approve("minh", post.review)
    say(f"approved by a second person: {post.title}")
    return post


def uploaded(campaign, check):
    """Two photos; what a telephone wrote into them is not kept."""
    names = []
    for file, alt_text in (("dai-doan-ket", "Ngày hội Đại đoàn kết"),
                           ("nha-van-hoa", "Nhà văn hóa khu phố")):
        path = TOP / f"tools/seed/photos/{file}.jpg"
        media = campaign.upload("lan", path, alt_text)
        kept = campaign.download("lan", media.name)
        check.equal(f"{file}.jpg is named by what is kept", media.name,
                    "media/" + hashlib.sha256(kept).hexdigest())
        check.true(f"{file}.jpg says where it was taken, and is kept without",
                   b"Exif" in path.read_bytes() and b"Exif" not in kept)
        say(f"{file}.jpg: {media.width} x {media.height}, "
            f"{path.stat().st_size} bytes, {len(kept)} of them kept: place, "
            "time and telephone are gone")
        names.append(media.name)
    return names


def publish(campaign, check, first):
    step("3. Three posts on 130 pages, while the platform misbehaves")
    now = time.time()
    photos = uploaded(campaign, check)
    posts = [first]
    for number, (title, kind) in enumerate([
            ("Đại hội Mặt trận Tổ quốc các cấp", "NEWS_BRIEF"),
            ("Phong trào thi đua tháng Sáu", "PHOTO")], start=1):
        posts.append(approved(campaign, check, campaign.draft(
            title, f"{title}: tin từ Ủy ban MTTQ tỉnh Quảng Ninh.",
            now + AHEAD + 2 * number, kind=kind,
            photos=photos if kind == "PHOTO" else ())))
    one_more = campaign.draft(
        "Thông báo lịch họp", "Thông báo này được rút lại trước giờ đăng.",
        now + 90, kind="NEWS_BRIEF")
    one_more = campaign.post(
        "lan", "UpdatePost", post_service_pb2.UpdatePostRequest(
            post=post_pb2.Post(name=one_more.name, audience=post_pb2.Audience(
                due_time=timestamp(now + 90),
                page_list=post_pb2.Audience.PageList(
                    pages=[campaign.pages[0].name]))),
            update_mask={"paths": ["audience"]}))
    one_more = approved(campaign, check, one_more, expected=1)

    wait_until(lambda: len(campaign.publications()) == 3 * PAGES + 1, 30,
               "391 publications")
    say(f"{3 * PAGES} publications scheduled, and one more")
    extra = campaign.publications(post=one_more.name)[0]
    campaign.publication("hoa", "CancelPublication",
                         publication_service_pb2.CancelPublicationRequest(
                             name=extra.name, note="Rút lại"))
    say("the one more is cancelled before it is due")
    for kind, count in FAULTS.items():
        campaign.arm_fault(kind, count)
    say("faults armed: " + ", ".join(f"{k} x{n}" for k, n in FAULTS.items()))

    shown = [0]

    def settled():
        states = {item.state: item.count for item in campaign.counts().by_state}
        done = states.get(publication_pb2.Publication.PUBLISHED, 0)
        if done == 3 * PAGES or done >= shown[0] + PAGES // 2:
            say(f"published {done} of {3 * PAGES}")
            shown[0] = done
        return done == 3 * PAGES
    try:
        wait_until(settled, 120, "390 publications PUBLISHED")
    except AssertionError as error:
        check.true(str(error), False)
    reconciled = [p for p in campaign.publications() if p.reconciled]
    check.true("a publication was settled by reading its page back", reconciled)
    if reconciled:
        say(f"{len(reconciled)} were settled by reading the page back; one of "
            "them:")
        events = campaign.publication(
            "hoa", "GetTimeline", publication_service_pb2.GetTimelineRequest(
                name=reconciled[0].name)).events
        for event in events:
            when = event.event_time.ToDatetime().strftime("%H:%M:%S")
            say(f"  {when}  {event.kind:<16} {event.evidence}".rstrip())
        check.true("the timeline shows the evidence",
                   any(event.evidence for event in events))
    return posts


def ledger_check(campaign, check, out):
    """Compares the simulator's ledger with content's publications."""
    report = campaign.ledger_check(out)
    (out / "ledger-check.json").write_text(json.dumps(report, indent=2) + "\n")
    step("The simulator's ledger against content's database")
    figures = ("expected", "visible", "lost", "doubled", "reordered", "early",
               "after_cancel")
    table(["figure", "count"], [[name, report[name]] for name in figures])
    table(["fault", "fired"], sorted(report["faults_fired"].items()))
    check.equal("expected", report["expected"], 3 * PAGES)
    check.equal("visible", report["visible"], 3 * PAGES)
    for name in figures[2:]:
        check.equal(name, report[name], 0)
    for kind in FAULTS:
        check.true(f"fault {kind} fired", report["faults_fired"].get(kind))
