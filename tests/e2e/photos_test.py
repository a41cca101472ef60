"""Photos from upload to page: stripped, shown once, whatever the platform does.

Real processes, Redis, database and HTTP; the simulator's ledger is the truth.
"""
import hashlib
import pathlib
import unittest

from scenario import Scenario, STORES, TOP, LoaError

PHOTOS = TOP / "tools/seed/photos"
FAULTS = ("PUBLISH_THEN_DROP", "PUBLISH_THEN_500_CODE_2", "PUBLISH_THEN_506",
          "THROTTLE", "READ_THEN_CLOSE_UNANSWERED")


class PhotosOnce(unittest.TestCase):
    """Posts of one and of more photos go out once under the five faults."""

    def test_photo_posts_go_out_once_under_the_five_faults(self):
        for store in STORES:
            with self.subTest(store=store), Scenario(store,
                                                     pages=8) as scenario:
                photos = [scenario.campaign.upload(
                    "lan", path, "Loa phường").name
                    for path in sorted(PHOTOS.glob("*.jpg"))]
                for kind in FAULTS:
                    scenario.campaign.arm_fault(kind, 1)
                scenario.schedule(posts=4, photos=[
                    photos[:1], photos, [], photos[::-1]])
                scenario.wait_until_published()
                report = scenario.ledger_check()
                self.assertEqual(report["visible"], 32)
                self.assertTrue(report["clean"], report)

    def test_what_is_kept_of_a_photo_does_not_say_where_it_was_taken(self):
        with Scenario(STORES[0], pages=1) as scenario:
            campaign = scenario.campaign
            path = PHOTOS / "loa-phuong.jpg"
            media = campaign.upload("lan", path, "Loa phường")
            kept = campaign.download("lan", media.name)
            self.assertIn(b"Dien thoai", path.read_bytes())
            self.assertNotIn(b"Dien thoai", kept)
            self.assertNotIn(b"Exif", kept)
            self.assertEqual(media.name,
                             "media/" + hashlib.sha256(kept).hexdigest())
            self.assertEqual((media.width, media.height), (960, 640))

    def test_bad_files_are_refused_by_name(self):
        with Scenario(STORES[0], pages=1) as scenario:
            whole = (PHOTOS / "loa-phuong.jpg").read_bytes()
            file = pathlib.Path(scenario.folder.name) / "photo"
            for content, reason in (
                    (b"", "MEDIA_EMPTY"),
                    (b"GIF89a" + whole, "MEDIA_TYPE_UNSUPPORTED"),
                    (whole[:5000], "MEDIA_TRUNCATED"),
                    (whole + b"x" * 4_000_000, "MEDIA_TOO_LARGE")):
                file.write_bytes(content)
                with self.assertRaises(LoaError) as refused:
                    scenario.campaign.upload("lan", file, "")
                self.assertEqual(refused.exception.reason, reason)


if __name__ == "__main__":
    unittest.main()
