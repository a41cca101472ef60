#ifndef LOA_LIBS_CLIENTS_REGISTRY_DRAFT_H_
#define LOA_LIBS_CLIENTS_REGISTRY_DRAFT_H_

#include <memory>
#include <string>

#include "libs/clients/registry_view.h"
#include "loa/units/v1/registry_service.pb.h"

namespace loa::clients {

// Builds views from the items of WatchRegistry: a snapshot from nothing, or
// changes on top of the last view.  Resources are shared between views, the
// tables are copied once a batch that changes anything.
class RegistryDraft {
 public:
  // Changes on top of `base` come; null: a snapshot.
  void Begin(std::shared_ptr<const RegistryView> base);

  // Takes one item.  A bookmark that completes the snapshot or a batch gives
  // the next view; everything else gives null.  Bookmarks of an unfinished
  // snapshot are not views.
  std::shared_ptr<const RegistryView> Take(
      const units::v1::WatchRegistryResponse& item);

 private:
  RegistryView& Next();
  void Put(const units::v1::Unit& unit);
  void Put(const units::v1::Page& page);
  void Put(const units::v1::RoleBinding& binding);
  void Remove(const std::string& name);
  void RemoveUnit(const std::string& name);
  void RemovePage(const std::string& name);
  void RemoveRoleBinding(const std::string& name);
  std::shared_ptr<const RegistryView> Publish(
      const units::v1::WatchRegistryResponse::Bookmark& bookmark);

  std::shared_ptr<const RegistryView> last_;  // null: in a snapshot
  std::shared_ptr<RegistryView> next_;        // null: nothing changed yet
};

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_REGISTRY_DRAFT_H_
