"""What was posted before Loa, and the figures that people read off the page."""
import datetime

from campaign import PROVINCE, seed, timestamp
from loa.content.v1 import history_service_pb2
from loa.metrics.v1 import rollup_service_pb2, sample_service_pb2

NOON_OF_HANOI = datetime.timedelta(hours=5)


def import_history(campaign):
    """The provincial page's past posts; sends nothing."""
    def rows():
        for row in seed("quang-ninh-history.csv"):
            day = datetime.datetime.fromisoformat(row["published_on"]).replace(
                tzinfo=datetime.timezone.utc)
            yield history_service_pb2.ImportHistoryRequest(
                within=PROVINCE, post=history_service_pb2.PastPost(
                    page=f"pages/facebook:{row['platform_page_id']}",
                    platform_post_id=row["platform_post_id"],
                    publish_time=timestamp((day + NOON_OF_HANOI).timestamp()),
                    kind=row["kind"], title=row["title"],
                    topics=[row["topic"]], attribution=row["attribution"],
                    subject_bodies=[row["subject_body"]]
                    if row["subject_body"] else []))
    return campaign.call("hoa", "HistoryService", "ImportHistory", rows())


def report_figures(campaign, page):
    """What was read off the page and told: "over 240", "over 6,200".  The
    superior confirms both."""
    for metric, value in (("followers", 240), ("reach", 6200)):
        figure = campaign.call(
            "lan", "FigureService", "ReportFigure",
            sample_service_pb2.ReportFigureRequest(
                figure=sample_service_pb2.Figure(
                    page=page, metric=f"metrics/{metric}", day="2022-05-30",
                    value=value, lower_bound=True,
                    evidence="Báo cáo của Tổ quản trị")))
        campaign.call("hoa", "FigureService", "ConfirmFigure",
                      sample_service_pb2.ConfirmFigureRequest(name=figure.name))


def count_posts(campaign):
    return campaign.call(
        "hoa", "RollupService", "CountPosts",
        rollup_service_pb2.CountPostsRequest(
            unit=PROVINCE, last_day="2022-05-31", own_pages_only=True))


def rollup(campaign, metric):
    return campaign.call(
        "hoa", "RollupService", "GetRollup",
        rollup_service_pb2.GetRollupRequest(
            unit=PROVINCE, metric=f"metrics/{metric}", first_day="2022-05-01",
            last_day="2022-05-31", own_pages_only=True))


def evaluated(campaign, posts):
    """The provincial page's figures as the evaluation shows them."""
    followers, reach = rollup(campaign, "followers"), rollup(campaign, "reach")
    return {
        "posts": {
            "total": posts.total,
            "by_kind": {line.label: line.count for line in posts.by_kind},
            "by_topic": {line.label: line.count for line in posts.by_topic},
            "by_source": {line.source or line.kind: line.count
                          for line in posts.by_source}},
        "followers": followers.totals[0].stock.sum,
        "reach": {"max": reach.totals[0].unique.max,
                  "sum": reach.totals[0].unique.sum},
        "coverage": {"reporting": followers.coverage.reporting,
                     "pages": followers.coverage.pages}}
