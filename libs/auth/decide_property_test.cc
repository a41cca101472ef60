#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/auth/access.h"
#include "libs/testing/tree_view.h"

namespace loa::auth {
namespace {

constexpr int kTrees = 400;
constexpr int kQuestionsPerTree = 200;
constexpr uint64_t kSeed = 141;

// A random tree with random grants, and the naive model of what they mean:
// the set of units that each grant reaches, found by walking down from it.
struct World {
  loa::testing::TreeView view;
  std::vector<std::vector<int>> children;
  std::vector<std::string> units;
  struct Binding {
    int principal;
    Role role;
    int unit;
  };
  std::vector<Binding> bindings;
};

int Below(std::mt19937_64& random, int limit) {
  return static_cast<int>(random() % static_cast<uint64_t>(limit));
}

std::string PrincipalName(int number) {
  return absl::StrCat("principals/", number);
}

World MakeWorld(std::mt19937_64& random) {
  World world;
  const int count = 1 + Below(random, 40);
  world.children.resize(count);
  for (int i = 0; i < count; ++i) {
    world.units.push_back(absl::StrCat("units/", i));
    const int parent = i == 0 ? -1 : Below(random, i);
    if (parent >= 0) world.children[parent].push_back(i);
    world.view.Add(world.units[i], parent < 0 ? "" : world.units[parent]);
  }
  for (int i = Below(random, 8); i > 0; --i) {
    const World::Binding binding{
        Below(random, 3),
        static_cast<Role>(Below(random, options::v1::Role_ARRAYSIZE)),
        Below(random, count)};
    world.bindings.push_back(binding);
    world.view.Bind(PrincipalName(binding.principal), binding.role,
                    world.units[binding.unit]);
  }
  return world;
}

void Collect(const World& world, int unit, std::set<int>& reached) {
  reached.insert(unit);
  for (const int child : world.children[unit]) Collect(world, child, reached);
}

std::set<int> Reached(const World& world, int principal,
                      Permission permission) {
  std::set<int> reached;
  for (const auto& binding : world.bindings) {
    if (binding.principal == principal &&
        RoleAllows(binding.role, permission)) {
      Collect(world, binding.unit, reached);
    }
  }
  return reached;
}

TEST(DecideProperty, AgreesWithWalkingDownFromEveryGrant) {
  std::mt19937_64 random(kSeed);
  int allowed = 0;
  for (int tree = 0; tree < kTrees; ++tree) {
    const World world = MakeWorld(random);
    for (int i = 0; i < kQuestionsPerTree; ++i) {
      const int principal = Below(random, 4);
      const int unit = Below(random, static_cast<int>(world.units.size()));
      const auto permission = static_cast<Permission>(
          Below(random, options::v1::Permission_ARRAYSIZE));
      const bool expected =
          Reached(world, principal, permission).count(unit) == 1;
      ASSERT_EQ(Decide(world.view, PrincipalName(principal), permission,
                       world.units[unit]),
                expected)
          << "tree " << tree << ", question " << i;
      allowed += expected;
    }
  }
  // Both answers are common, or the test would prove little.
  EXPECT_GT(allowed, kTrees * kQuestionsPerTree / 20);
  EXPECT_LT(allowed, kTrees * kQuestionsPerTree * 19 / 20);
}

TEST(DecideProperty, ScopesCoverExactlyWhatIsAllowedAndDoNotOverlap) {
  std::mt19937_64 random(kSeed + 1);
  for (int tree = 0; tree < kTrees; ++tree) {
    const World world = MakeWorld(random);
    const auto view =
        std::make_shared<const loa::testing::TreeView>(world.view);
    for (int permission = 1; permission < options::v1::Permission_ARRAYSIZE;
         ++permission) {
      const Access access(view, {PrincipalName(0), Principal::Kind::kPerson},
                          static_cast<Permission>(permission));
      const std::vector<std::string> scopes = access.Scopes();
      for (const std::string& unit : world.units) {
        int covering = 0;
        for (const std::string& scope : scopes) {
          covering += view->IsWithin(unit, scope);
        }
        ASSERT_EQ(covering, access.Allows(unit) ? 1 : 0)
            << "tree " << tree << ", " << unit;
      }
    }
  }
}

}  // namespace
}  // namespace loa::auth
