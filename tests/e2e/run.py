"""Runs the tests of this folder: run.py [--results FILE] [NAME ...]

NAME is like publish_once_test.PublishOnce.test_nothing_dies.  FILE gets the
results in GoogleTest's JSON, which tools/count-tests adds up.
"""
import argparse
import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent


class Results(unittest.TextTestResult):
    """Remembers every test that ran, for the JSON."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.ran = []

    def startTest(self, test):  # pylint: disable=invalid-name
        super().startTest(test)
        self.ran.append(test)

    def as_json(self):
        # A failure inside a subTest is reported of the subtest.
        failed = {getattr(test, "test_case", test).id()
                  for test, _ in [*self.failures, *self.errors]}
        skipped = {test.id() for test, _ in self.skipped}
        suites = {}
        for test in self.ran:
            case = {"name": test.id().rsplit(".", 1)[-1],
                    "result": "SKIPPED" if test.id() in skipped else "COMPLETED"}
            if test.id() in failed:
                case["failures"] = [{"failure": "see the output"}]
            suites.setdefault(type(test).__name__, []).append(case)
        return {"testsuites": [{"name": name, "testsuite": cases}
                               for name, cases in suites.items()]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--results")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    sys.path.insert(0, str(HERE))
    loader = unittest.defaultTestLoader
    suite = (loader.loadTestsFromNames(options.names) if options.names else
             loader.discover(str(HERE), pattern="*_test.py"))
    result = unittest.TextTestRunner(verbosity=2, resultclass=Results).run(suite)
    if options.results:
        path = pathlib.Path(options.results)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(result.as_json()))
    return 0 if result.wasSuccessful() and result.ran else 1


if __name__ == "__main__":
    sys.exit(main())
