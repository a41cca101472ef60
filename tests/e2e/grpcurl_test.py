"""What tools/demo --keep prints works in a shell, with real grpcurl."""
import json
import os
import shutil
import subprocess
import unittest

from scenario import Scenario, TOP, grpcurl_lines

PATH = f"{TOP / '.tools/bin'}:{os.environ['PATH']}"


@unittest.skipUnless(shutil.which("grpcurl", path=PATH),
                     "needs grpcurl: tools/setup --extras")
class Grpcurl(unittest.TestCase):
    """An administrator's first calls."""

    def run_line(self, line, token):
        return subprocess.run(
            ["bash", "-c", line], capture_output=True, text=True, check=False,
            env={**os.environ, "PATH": PATH, "LOA_TOKEN": token})

    def test_the_three_lines_answer_and_an_error_reads_as_text(self):
        with Scenario("sqlite", pages=1) as scenario:
            campaign = scenario.campaign
            campaign.create_plan()
            token = campaign.people["admin"].token
            unit, progress, counts = [
                self.run_line(line, token)
                for line in grpcurl_lines(scenario.stack)]
            self.assertEqual(json.loads(unit.stdout)["code"], "22", unit.stderr)
            done = {line["target"]["level"]: line["count"]["done"]
                    for line in json.loads(progress.stdout)["targets"]}
            self.assertEqual(done, {"district": 13, "commune": 116})
            self.assertIn("as_of", json.loads(counts.stdout), counts.stderr)

            line = grpcurl_lines(scenario.stack)[0].replace("code:22", "code:99")
            refused = self.run_line(line, token)
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn('"@type": "type.googleapis.com/google.rpc.ErrorInfo"',
                          refused.stderr)
            self.assertIn('"reason"', refused.stderr)


if __name__ == "__main__":
    unittest.main()
