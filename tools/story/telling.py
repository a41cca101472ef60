"""How the demo speaks: steps, lines, tables, and what was off."""


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
