"""Plays the first user's campaign and checks every figure (see tools/demo)."""
import argparse
import sys
import time

import figures
import meeting
import newsroom
from campaign import (Campaign, LoaError, PLAN, TOP, grpcurl_lines,
                      page_service_pb2, wait_until)
from publishing import PAGES, ledger_check, publish, reviewed
from stack import Stack, StackError
from telling import Check, say, step, table

OUT = TOP / "out/demo"


def register(campaign):
    step("1. The register: 191 units, one plan, 130 pages")
    campaign.bootstrap()
    imported = campaign.import_units()
    say(f"{imported.created} units imported in one transaction")
    campaign.staff()
    campaign.choose()
    campaign.create_plan()
    say("Plan 141/KH-MTTQ-BTT of 2022-04-12: every district and commune has a "
        "page")
    pages = campaign.register_pages()
    campaign.connect(pages)
    say(f"{len(pages)} pages registered and connected")
    return pages


def judged(campaign, check):
    """What the meeting had before it, as of 2022-05-31."""
    step("4. What was posted and told before: as of 2022-05-31")
    imported = figures.import_history(campaign)
    say(f"{imported.added} past posts of the provincial page imported")
    figures.report_figures(campaign, campaign.pages[0].name)
    before = campaign.progress("2022-05-31")
    table(["level", "done", "total", "remaining", "late"],
          [line.values() for line in before.values()])
    check.equal("districts as of 2022-05-31", before["district"], {
        "level": "district", "done": 13, "total": 13, "remaining": 0, "late": 0})
    check.equal("communes as of 2022-05-31", before["commune"], {
        "level": "commune", "done": 116, "total": 177, "remaining": 61,
        "late": 0})
    posts = wait_until(
        lambda: (c := figures.count_posts(campaign)).total >= imported.added and
        c, 30, "the counts of the past posts")
    by_kind = {line.label: line.count for line in posts.by_kind}
    table(["posts of the provincial page", "count"],
          [["all", posts.total], *by_kind.items()])
    check.true("over 500 posts", posts.total > 500)
    check.equal("kinds of posts", set(by_kind),
                {"NEWS_BRIEF", "ARTICLE", "PHOTO"})
    return before


def met(campaign, check, before):
    """The meeting, its direction, and what came of it."""
    step("5. The meeting of 2022-06-02, and what came of it")
    commune = next(page for page in campaign.pages
                   if campaign.level_of[page.platform_page_id] == "commune")
    meeting.name_team(campaign, campaign.pages[0].name)
    obstacles = meeting.raise_obstacles(campaign, commune.unit)
    evaluation = figures.evaluate(campaign, PLAN)
    direction = meeting.hold_meeting(campaign, evaluation, obstacles)
    say(f"{direction.given_by.full_name}, {direction.given_by.position}:")
    say(f"  “{direction.text}”")
    campaign.page("hoa", "RetirePage", page_service_pb2.RetirePageRequest(
        name=commune.name, effective_on="2022-06-15"))
    after = campaign.progress("2022-07-01")
    table(["as of 2022-07-01", "done", "total", "remaining", "late"],
          [line.values() for line in after.values()])
    check.equal("as of 2022-05-31 after a page was retired from 2022-06-15",
                campaign.progress("2022-05-31"), before)
    check.equal("communes as of 2022-07-01", after["commune"], {
        "level": "commune", "done": 115, "total": 177, "remaining": 62,
        "late": 62})
    held = meeting.count_congresses(campaign)
    say(f"{held.done} of {held.total} communes have held their congress, by "
        "another plan on the same engine")
    check.equal("congresses held", held.done, 19)


def report(campaign, check):
    """Leaves out/demo/evaluation.{json,csv,html}."""
    step("6. The report")
    evaluation = figures.export(campaign, figures.evaluate(campaign, PLAN), OUT)
    publications = evaluation["publications"]
    check.equal("publications by state", publications["by_state"],
                {"PUBLISHED": 3 * PAGES, "CANCELLED": 1})
    table(["publications", "count"], [*publications["by_state"].items(),
                                      *publications["by_kind"].items()])
    posts, reach = evaluation["posts"], evaluation["reach"]
    table(["the provincial page", ""], [
        ["posts", posts["total"]], ["followers, over", evaluation["followers"]],
        ["people reached, over", reach["max"]]])
    check.true("over 500 posts in the report", posts["total"] > 500)
    check.equal("followers, at least", evaluation["followers"], 240)
    check.equal("reach, at least", [reach["max"], reach["sum"]], [6200, 6200])
    levels = {line["level"]: line for line in evaluation["levels"]}
    check.equal("communes of the report",
                [levels["commune"][key] for key in
                 ("done", "total", "remaining", "late")], [116, 177, 61, 0])
    check.equal("obstacles and directions of the report",
                [len(evaluation["obstacles"]), len(evaluation["directions"])],
                [2, 1])


def keep(stack, campaign):
    step("It goes on running; Ctrl-C stops it.")
    for service in ("units", "content", "moderation", "metrics"):
        say(f"{service:<11} {stack.address(service)}")
    say(f"Prometheus  http://{stack.address('units.admin')}/metrics")
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
        posts = publish(campaign, check, first)
        ledger_check(campaign, check, OUT)
        met(campaign, check, judged(campaign, check))
        report(campaign, check)
        newsroom.from_a_commune(campaign, check)
        newsroom.take_back(campaign, check, posts[1].name, PAGES)
        newsroom.public_site(campaign, check)
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
