"""Whatever dies in the middle of publishing, each page shows each post once.

Real processes, Redis, database and HTTP; the simulator's ledger is the truth.
"""
import time
import unittest

from scenario import Scenario, STORES, wait_until


# Faults after which the post is there, or is to be sent later: none of them
# takes the one resend that a killed publisher may need.
FAULTS = ("PUBLISH_THEN_DROP", "PUBLISH_THEN_500_CODE_2", "PUBLISH_THEN_506",
          "THROTTLE")


class PublishOnce(unittest.TestCase):
    """Kills a part while posts go out, starts it again, compares."""

    def play(self, fault):
        for store in STORES:
            with self.subTest(store=store), Scenario(store,
                                                     pages=12) as scenario:
                for kind in FAULTS:
                    scenario.campaign.arm_fault(kind, 1)
                scenario.schedule(posts=3)
                fault(scenario)
                scenario.wait_until_published()
                report = scenario.ledger_check()
                self.assertEqual(report["visible"], 36)
                for figure in ("lost", "doubled", "reordered", "early",
                               "after_cancel"):
                    self.assertEqual(report[figure], 0, figure)
                self.assertTrue(report["clean"], report)

    def test_nothing_dies(self):
        self.play(lambda scenario: None)

    def test_publisher_is_killed_and_started_again(self):
        def fault(scenario):
            scenario.wait_until_some_published(5)
            scenario.stack.kill("publisher")
            scenario.stack.start_service("publisher")
        self.play(fault)

    def test_content_is_killed_and_started_again(self):
        def fault(scenario):
            scenario.wait_until_some_published(5)
            scenario.stack.kill("content")
            scenario.stack.start_service("content")
        self.play(fault)

    def test_redis_is_killed_and_comes_back_empty(self):
        def fault(scenario):
            scenario.wait_until_some_published(5)
            scenario.stack.kill("redis")
            scenario.stack.start_redis()
        self.play(fault)


class UnsettledByDefault(unittest.TestCase):
    """Without ONCE an unsettled publication stops for a person."""

    def test_an_absent_post_stops_in_needs_attention(self):
        with Scenario(STORES[0], pages=1, resend="NEVER") as scenario:
            # It strikes a connection that is used again, so the first post
            # may go out.
            scenario.campaign.arm_fault("READ_THEN_CLOSE_UNANSWERED", 1)
            scenario.schedule(posts=4)
            [publication] = wait_until(
                lambda: scenario.in_state("NEEDS_ATTENTION"), 60,
                "a publication in NEEDS_ATTENTION")
            scenario.wait_until_some_published(3)
            time_line = scenario.timeline(publication.name)
            self.assertEqual(scenario.visible_posts(), 3)
            self.assertEqual(
                [e.kind for e in time_line].count("READ_ABSENT"), 2)


class NegativeControls(unittest.TestCase):
    """With a part of the promise switched off the checker must go red."""

    def test_resend_on_timeout_doubles_a_post(self):
        extra = {"publisher": ["--unsafe_control=resend_on_timeout"]}
        with Scenario(STORES[0], pages=4, extra=extra) as scenario:
            scenario.campaign.arm_fault("PUBLISH_THEN_DROP", 2)
            scenario.schedule(posts=1)
            scenario.wait_until_published()
            self.assertGreater(scenario.ledger_check()["doubled"], 0)

    def test_no_compare_and_set_doubles_a_post(self):
        extra = {"content": ["--unsafe_control=no_compare_and_set"]}
        with Scenario(STORES[0], pages=4, extra=extra) as scenario:
            scenario.start_second_publisher()
            scenario.schedule(posts=2)
            scenario.wait_until_published()
            time.sleep(1)  # the second sender may be the later one
            self.assertGreater(scenario.ledger_check()["doubled"], 0)


if __name__ == "__main__":
    unittest.main()
