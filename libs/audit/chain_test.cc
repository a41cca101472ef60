#include "libs/audit/chain.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace loa::audit {
namespace {

Entry Sample() {
  return {.number = 1,
          .recorded_at = 1654041600000000,
          .principal = "principals/an",
          .method = "loa.units.v1.PageService.CreatePage",
          .resource = "pages/a",
          .unit = "units/b",
          .trace_id = "4bf92f3577b34da6a3ce929d0e0e4736",
          .request_hash = "aa",
          .previous_hash = ""};
}

TEST(HashOf, StaysTheSameForEver) {
  // Made by another program from the description in chain.h.  A change of the
  // encoding would make every log of the world look forged.
  EXPECT_EQ(HashOf(Sample()),
            "c25a4e334521b207e50aea3db8802a0b6bbc6ed4d3dc0417d0f6f3b8081fa72a");
}

TEST(HashOf, DiffersWithEveryFieldAndItsBorders) {
  std::set<std::string> hashes = {HashOf(Sample())};
  const std::vector<void (*)(Entry&)> changes = {
      [](Entry& e) { e.number = 2; },
      [](Entry& e) { ++e.recorded_at; },
      [](Entry& e) { e.principal += "h"; },
      [](Entry& e) { e.method.pop_back(); },
      [](Entry& e) { e.resource = "pages/b"; },
      [](Entry& e) { e.unit = ""; },
      [](Entry& e) { e.trace_id[0] = '5'; },
      [](Entry& e) { e.request_hash = "ab"; },
      [](Entry& e) { e.previous_hash = "aa"; },
      [](Entry& e) {  // a byte moves over the border of two fields
        e.resource += e.unit[0];
        e.unit.erase(0, 1);
      },
  };
  for (const auto change : changes) {
    Entry entry = Sample();
    change(entry);
    hashes.insert(HashOf(entry));
  }
  EXPECT_EQ(hashes.size(), changes.size() + 1);
}

TEST(ChainVerifier, FindsAnEmptyLogSound) {
  ChainVerifier verifier;
  verifier.Finish(0, "");
  EXPECT_TRUE(verifier.result().ok);
  EXPECT_EQ(verifier.result().first_bad_number, 0);
}

TEST(ChainVerifier, NamesTheFirstBadRow) {
  ChainVerifier verifier;
  const Entry first = Sample();
  EXPECT_TRUE(verifier.Add(first, HashOf(first)));
  Entry second = Sample();
  second.number = 2;
  second.previous_hash = HashOf(first);
  EXPECT_FALSE(verifier.Add(second, "another"));
  verifier.Finish(2, "another");
  EXPECT_EQ(verifier.result().first_bad_number, 2);
  EXPECT_EQ(verifier.result().rows, 1);
  EXPECT_EQ(verifier.result().what, "the row was changed");
}

}  // namespace
}  // namespace loa::audit
