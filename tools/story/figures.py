"""What was posted before Loa, and the figures that people read off the page."""
import datetime
import json

from campaign import PROVINCE, seed, timestamp
from loa.content.v1 import history_service_pb2
from loa.metrics.v1 import (
    evaluation_service_pb2, rollup_service_pb2, sample_service_pb2)

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


def evaluate(campaign, plan):
    """Freezes the evaluation as of 2022-05-31; returns its name."""
    return campaign.call(
        "hoa", "EvaluationService", "CreateEvaluation",
        evaluation_service_pb2.CreateEvaluationRequest(
            evaluation=evaluation_service_pb2.Evaluation(
                unit=PROVINCE, plan=plan, first_day="2021-01-01",
                last_day="2022-05-31", criteria=[
                    evaluation_service_pb2.Criterion(
                        id="progress", measure="PLAN_PROGRESS", weight=60),
                    evaluation_service_pb2.Criterion(
                        id="posts", measure="POSTS", weight=40)]))).name


def export(campaign, evaluation, directory):
    """Leaves evaluation.json, .csv and .html; returns what the first says."""
    for form in ("JSON", "CSV", "HTML"):
        answer = campaign.call(
            "hoa", "EvaluationService", "ExportEvaluation",
            evaluation_service_pb2.ExportEvaluationRequest(
                name=evaluation, format=form))
        (directory / f"evaluation.{form.lower()}").write_bytes(answer.content)
    return json.loads((directory / "evaluation.json").read_bytes())
