#ifndef LOA_SERVICES_CONTENT_FEEDS_FEED_ITEMS_H_
#define LOA_SERVICES_CONTENT_FEEDS_FEED_ITEMS_H_

#include "absl/status/statusor.h"
#include "libs/sql/database.h"
#include "loa/content/v1/feed_service.pb.h"
#include "services/content/search/search_index.h"
#include "services/content/search/sight.h"

namespace loa::content {

// The post of `entry` as a reader finds it at `shown`: with kind and topics of
// the revision that its pages show.
absl::StatusOr<v1::FeedItem> ReadFeedItem(sql::Tx& tx, const SearchEntry& entry,
                                          const ShownPlace& shown,
                                          const RegistryView& registry);

// The content of the revision that the pages of `entry` show; of a past post
// what is known of it.
absl::StatusOr<v1::Revision> ReadShownContent(sql::Tx& tx,
                                              const SearchEntry& entry);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_FEEDS_FEED_ITEMS_H_
