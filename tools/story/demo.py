"""Plays the first user's campaign and checks every figure (see tools/demo)."""
import argparse
import json
import sys
import time

from campaign import (Campaign, LoaError, TOP, grpcurl_lines, page_service_pb2, post_pb2,
                      post_service_pb2, publication_service_pb2, timestamp,
                      wait_until)
from loa.content.v1 import publication_pb2
from stack import Stack, StackError

OUT = TOP / "out/demo"
PAGES = 130
AHEAD = 15  # seconds from writing a post to showing it; people need less here
FAULTS = {"PUBLISH_THEN_DROP": 4, "PUBLISH_THEN_500_CODE_2": 4,
          "PUBLISH_THEN_506": 4, "READ_THEN_CLOSE_UNANSWERED": 4, "THROTTLE": 3}


class Check:
    """Collects what is off; the demo goes on to show all of it."""

    def __init__(self):
        self.wrong = []

    def equal(self, what, is_, expected):
        if is_ != expected:
            self.wrong.append(f"{what}: {is_}, expected {expected}")

    def true(self, what, holds):
        if not holds:
            self.wrong.append(what)


def step(text):
    print(f"\n{text}", flush=True)


def say(text):
    print(f"   {text}", flush=True)


def table(headings, rows):
    widths = [max(len(str(cell)) for cell in column)
              for column in zip(headings, *rows)]
    for row in [headings, *rows]:
        say("  ".join(str(cell).ljust(width) if i == 0 else
                      str(cell).rjust(width)
                      for i, (cell, width) in enumerate(zip(row, widths))))


def register(campaign):
    step("1. The register: 191 units, one plan, 130 pages")
    campaign.bootstrap()
    imported = campaign.import_units()
    say(f"{imported.created} units imported in one transaction")
    campaign.staff()
    campaign.resend_once()
    campaign.create_plan()
    say("Plan 141/KH-MTTQ-BTT of 2022-04-12: every district and commune has a "
        "page by 2022-06-30")
    pages = campaign.register_pages()
    campaign.connect(pages)
    say(f"{len(pages)} pages registered and connected")
    return pages


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


def approved(campaign, check, post, by_author_first=False):
    post = campaign.submit(post, PAGES)
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


def publish(campaign, check, first):
    step("3. Three posts on 130 pages, while the platform misbehaves")
    now = time.time()
    posts = [first]
    for number, (title, kind) in enumerate([
            ("Đại hội Mặt trận Tổ quốc các cấp", "NEWS_BRIEF"),
            ("Phong trào thi đua tháng Sáu", "ARTICLE")], start=1):
        posts.append(approved(campaign, check, campaign.draft(
            title, f"{title}: tin từ Ủy ban MTTQ tỉnh Quảng Ninh.",
            now + AHEAD + 2 * number, kind=kind)))
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
    one_more = campaign.submit(one_more, 1)
    one_more = wait_until(
        lambda: (p := campaign.get_post(one_more.name)).review and p, 10,
        "a review")
    campaign.approve("minh", one_more.review)

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


def ledger_check(campaign, check):
    """Compares the simulator's ledger with content's publications."""
    report = campaign.ledger_check(OUT)
    (OUT / "ledger-check.json").write_text(json.dumps(report, indent=2) + "\n")
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


def progress(campaign, check):
    step("4. Progress of Plan 141")
    before = campaign.progress("2022-05-31")
    commune = next(page for page in campaign.pages
                   if campaign.level_of[page.platform_page_id] == "commune")
    campaign.page("hoa", "RetirePage", page_service_pb2.RetirePageRequest(
        name=commune.name, effective_on="2022-06-15"))
    days = {"2022-05-31": before, "2022-07-01": campaign.progress("2022-07-01")}
    table(["as of", "level", "done", "total", "remaining", "late"],
          [[day, *line.values()] for day, lines in days.items()
           for line in lines.values()])
    check.equal("as of 2022-05-31 after a page was retired from 2022-06-15",
                campaign.progress("2022-05-31"), before)
    check.equal("districts as of 2022-05-31", before["district"], {
        "level": "district", "done": 13, "total": 13, "remaining": 0, "late": 0})
    check.equal("communes as of 2022-05-31", before["commune"], {
        "level": "commune", "done": 116, "total": 177, "remaining": 61,
        "late": 0})
    check.equal("communes as of 2022-07-01", days["2022-07-01"]["commune"], {
        "level": "commune", "done": 115, "total": 177, "remaining": 62,
        "late": 62})
    counts = campaign.counts()
    state = publication_service_pb2.CountPublicationsResponse.StateCount
    names = state.DESCRIPTOR.fields_by_name["state"].enum_type.values_by_number
    evaluation = {
        "plan": "141/KH-MTTQ-BTT", "as_of": "2022-05-31",
        "levels": [before["district"], before["commune"]],
        "publications": {
            "as_of": counts.as_of.ToJsonString(),
            "by_state": {names[item.state].name: item.count
                         for item in counts.by_state if item.count},
            "by_kind": {item.kind: item.count for item in counts.by_kind}}}
    (OUT / "evaluation.json").write_text(
        json.dumps(evaluation, indent=2, ensure_ascii=False) + "\n")
    check.equal("publications by state", evaluation["publications"]["by_state"],
                {"PUBLISHED": 3 * PAGES, "CANCELLED": 1})
    table(["publications", "count"], [
        *evaluation["publications"]["by_state"].items(),
        *evaluation["publications"]["by_kind"].items()])


def keep(stack, campaign):
    step("It goes on running; Ctrl-C stops it.")
    for service in ("units", "content", "moderation"):
        say(f"{service:<11} {stack.address(service)}")
    say(f"metrics     http://{stack.address('units.admin')}/metrics")
    say(f"export LOA_TOKEN={campaign.people['admin'].token}")
    for line in grpcurl_lines(stack):
        say(line)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        pass


def main():
    parser = argparse.ArgumentParser(prog="tools/demo")
    parser.add_argument("--store", choices=("sqlite", "postgres"),
                        default="sqlite")
    parser.add_argument("--keep", action="store_true",
                        help="leave it running on fixed ports")
    options = parser.parse_args()
    begin = time.monotonic()
    check = Check()
    OUT.mkdir(parents=True, exist_ok=True)
    stack = Stack(OUT / "run", store=options.store, fixed=options.keep)
    step(f"0. Starting Loa on {options.store}")
    try:
        stack.start(progress=say)
        campaign = Campaign(stack)
        campaign.pages = register(campaign)
        campaign.level_of = campaign.levels_of_pages()
        first = reviewed(campaign, check)
        publish(campaign, check, first)
        progress(campaign, check)
        ledger_check(campaign, check)
        seconds = time.monotonic() - begin
        if check.wrong:
            step(f"{len(check.wrong)} figures are off after {seconds:.0f} s:")
            for what in check.wrong:
                say(what)
            return 1
        step(f"Every figure is right. {seconds:.0f} s; "
             "out/demo/evaluation.json, out/demo/ledger-check.json")
        if options.keep:
            keep(stack, campaign)
        return 0
    except (AssertionError, LoaError, StackError) as error:
        step(f"FAILED: {error}")
        say(f"logs: {OUT.relative_to(TOP)}/run/logs")
        return 1
    finally:
        stack.stop()


if __name__ == "__main__":
    sys.exit(main())
