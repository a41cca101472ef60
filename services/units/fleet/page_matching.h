#ifndef LOA_SERVICES_UNITS_FLEET_PAGE_MATCHING_H_
#define LOA_SERVICES_UNITS_FLEET_PAGE_MATCHING_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "loa/units/v1/fleet_service.pb.h"

namespace loa::units {

// What a page or unit is called, without what all names begin with and without
// diacritics: "Mặt trận phường Hà Khánh" and "Ủy ban MTTQ P. Hà Khánh" both
// give {"phuong ha khanh", "ha khanh"}.
struct PlaceName {
  std::string with_kind;
  std::string bare;  // without "phuong", "huyen", ...
};
PlaceName PlaceNameOf(absl::string_view name);

// What there is of the register to match pages of the platform with.
class KnownFleet {
 public:
  struct Page {
    std::string page_id;
    std::string unit_id;
    bool connected = false;
  };

  // A registered page that is not retired and no personal profile.
  void AddPage(const Page& page, absl::string_view platform_page_id,
               absl::string_view display_name);
  // A unit that has no such page.
  void AddUnit(absl::string_view unit_id, absl::string_view display_name,
               absl::string_view official_name);

  // Sets page, unit, evidence and connected when exactly one fits: by the
  // platform's id; else by the name with its kind, of pages without an id and
  // of units; else by the bare name.  Otherwise answers those that would.
  std::vector<std::string> Find(absl::string_view platform_page_id,
                                absl::string_view display_name,
                                v1::DiscoverPagesResponse::Match& match) const;

 private:
  using Names = absl::flat_hash_map<std::string, std::vector<std::string>>;

  void AddName(const std::string& resource, absl::string_view name);

  absl::flat_hash_map<std::string, Page> by_platform_id_;
  absl::flat_hash_map<std::string, Page> pages_;  // by name "pages/abc"
  Names with_kind_;                               // -> pages and units
  Names bare_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_PAGE_MATCHING_H_
