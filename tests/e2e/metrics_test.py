"""What pages show and what people say of them reaches the figures of metrics,
and stays there whatever dies.
"""
import datetime
import json
import unittest
import urllib.request

from scenario import PROVINCE, STORES, Scenario, seed, timestamp, wait_until

# pylint: disable=wrong-import-position
from loa.content.v1 import history_service_pb2  # noqa: E402
from loa.metrics.v1 import rollup_service_pb2, sample_service_pb2  # noqa: E402

TODAY = (datetime.datetime.now(datetime.timezone.utc) +
         datetime.timedelta(hours=7)).date().isoformat()


def count_posts(campaign, last_day=TODAY, **filters):
    return campaign.call(
        "hoa", "RollupService", "CountPosts",
        rollup_service_pb2.CountPostsRequest(unit=PROVINCE, last_day=last_day,
                                             **filters))


def rollup(campaign, metric, first_day, last_day):
    return campaign.call(
        "hoa", "RollupService", "GetRollup",
        rollup_service_pb2.GetRollupRequest(
            unit=PROVINCE, metric=f"metrics/{metric}", first_day=first_day,
            last_day=last_day))


def import_history(campaign):
    """All of the seed's past posts of the provincial page."""
    def moment(day):
        noon = datetime.datetime.fromisoformat(f"{day}T12:00:00+07:00")
        return timestamp(noon.timestamp())
    return campaign.call(
        "hoa", "HistoryService", "ImportHistory",
        (history_service_pb2.ImportHistoryRequest(
            within=PROVINCE, post=history_service_pb2.PastPost(
                page=f"pages/facebook:{row['platform_page_id']}",
                platform_post_id=row["platform_post_id"], kind=row["kind"],
                publish_time=moment(row["published_on"]), title=row["title"],
                topics=[row["topic"]] if row["topic"] else [],
                subject_bodies=([row["subject_body"]]
                                if row["subject_body"] else []),
                attribution=row["attribution"]))
         for row in seed("quang-ninh-history.csv")))


def set_page(scenario, page, **counters):
    """What the simulated platform counts on a page."""
    request = urllib.request.Request(
        f"{scenario.stack.sim_url()}/_sim/pages",
        json.dumps({"page": page.platform_page_id, **counters}).encode())
    urllib.request.urlopen(request, timeout=10).close()


class Metrics(unittest.TestCase):
    """One small campaign a store."""

    def test_posts_followers_and_figures_are_counted(self):
        for store in STORES:
            with self.subTest(store=store), Scenario(store, pages=2) as scenario:
                self.posts(scenario)
                self.platform(scenario)
                self.figures(scenario)

    def posts(self, scenario):
        campaign = scenario.campaign
        scenario.schedule(1)
        scenario.wait_until_published()
        wait_until(lambda: count_posts(campaign).total == 2, 20, "two posts")
        past = seed("quang-ninh-history.csv")
        self.assertEqual(import_history(campaign).added, len(past))
        self.assertEqual(import_history(campaign).unchanged, len(past))
        wait_until(lambda: count_posts(campaign).total == len(past) + 2, 20,
                   "the history")
        scenario.stack.kill("metrics")
        scenario.stack.start_service("metrics")
        counted = count_posts(campaign)
        self.assertEqual(counted.total, len(past) + 2)
        self.assertEqual(sum(kind.count for kind in counted.by_kind),
                         counted.total)
        before = count_posts(campaign, last_day="2022-05-31")
        self.assertEqual(before.total, sum(row["published_on"] <= "2022-05-31"
                                           for row in past))
        self.assertEqual({by.label: by.count for by in before.by_origin},
                         {"IMPORTED": before.total})

    def platform(self, scenario):
        campaign = scenario.campaign
        big, small = scenario.others[:2]
        set_page(scenario, big, followers=245, likes=130, insights={
            "page_total_media_view_unique": 62, "page_post_engagements": 7})
        set_page(scenario, small, followers=11, likes=10)
        campaign.connect([big, small])
        wait_until(lambda: [total.stock.sum for total in rollup(
            campaign, "followers", TODAY, TODAY).totals] == [256], 20,
                   "the followers of both pages")
        # The platform counts a day some hours after it ended.
        day = (datetime.date.fromisoformat(TODAY) -
               datetime.timedelta(days=2)).isoformat()
        reach = rollup(campaign, "reach", day, day)
        self.assertEqual([total.unique.max for total in reach.totals], [62])
        self.assertGreaterEqual(reach.coverage.unavailable, 1)

    def figures(self, scenario):
        campaign = scenario.campaign
        figure = campaign.call(
            "lan", "FigureService", "ReportFigure",
            sample_service_pb2.ReportFigureRequest(
                figure=sample_service_pb2.Figure(
                    page=campaign.pages[0].name, metric="metrics/followers",
                    day="2022-05-31", value=240, lower_bound=True,
                    evidence="Số liệu báo cáo tại cuộc họp")))
        self.assertFalse(rollup(campaign, "followers", "2022-05-31",
                                "2022-05-31").totals)
        campaign.call("hoa", "FigureService", "ConfirmFigure",
                      sample_service_pb2.ConfirmFigureRequest(name=figure.name))
        totals = rollup(campaign, "followers", "2022-05-31", "2022-05-31").totals
        self.assertEqual([(total.stock.sum, total.lower_bounds)
                          for total in totals], [(240, 1)])


if __name__ == "__main__":
    unittest.main()
