#include "services/units/organization/organization_store.h"

#include "absl/strings/str_cat.h"
#include "libs/rpc/etag.h"
#include "libs/status/status_macros.h"

namespace loa::units {
namespace {

constexpr absl::string_view kReadOrganization =
    "SELECT display_name, time_zone, resend_after_unknown, sequence "
    "FROM organization WHERE organization_id = 1";

constexpr absl::string_view kWriteOrganization =
    "UPDATE organization SET display_name = $1, time_zone = $2, "
    "resend_after_unknown = $3, sequence = $4 WHERE organization_id = 1";

constexpr absl::string_view kReadLevels =
    "SELECT level_id, display_name, valid_until FROM organization_level "
    "ORDER BY rank, level_id";

constexpr absl::string_view kDeleteLevels = "DELETE FROM organization_level";

constexpr absl::string_view kInsertLevel =
    "INSERT INTO organization_level (level_id, rank, display_name, "
    "valid_until) VALUES ($1, $2, $3, $4)";

constexpr absl::string_view kLevelHasUnits =
    "SELECT 1 FROM unit_version WHERE level = $1 "
    "ORDER BY unit_id LIMIT 1";

constexpr absl::string_view kLevelBegunFrom =
    "SELECT 1 FROM unit_version WHERE level = $1 AND valid_from >= $2 "
    "AND superseded_sequence = 9223372036854775807 ORDER BY unit_id LIMIT 1";

constexpr absl::string_view kReadTopics =
    "SELECT topic_id, display_name FROM organization_topic "
    "ORDER BY position, topic_id";

constexpr absl::string_view kDeleteTopics = "DELETE FROM organization_topic";

constexpr absl::string_view kInsertTopic =
    "INSERT INTO organization_topic (topic_id, position, display_name) "
    "VALUES ($1, $2, $3)";

constexpr absl::string_view kReadZone =
    "SELECT time_zone FROM organization WHERE organization_id = 1";

constexpr absl::string_view kMarkBootstrapped =
    "UPDATE organization SET bootstrapped_at = $1 "
    "WHERE organization_id = 1 AND bootstrapped_at IS NULL";

absl::Status WriteLevels(sql::Tx& tx, const v1::Organization& organization) {
  RETURN_IF_ERROR(tx.Exec(kDeleteLevels).status());
  int rank = 0;
  for (const v1::Level& level : organization.levels()) {
    RETURN_IF_ERROR(tx.Exec(kInsertLevel, level.id(), ++rank,
                            level.display_name(), EndOf(level))
                        .status());
  }
  return absl::OkStatus();
}

absl::Status WriteTopics(sql::Tx& tx, const v1::Organization& organization) {
  RETURN_IF_ERROR(tx.Exec(kDeleteTopics).status());
  int position = 0;
  for (const v1::Topic& topic : organization.topics()) {
    RETURN_IF_ERROR(
        tx.Exec(kInsertTopic, topic.id(), ++position, topic.display_name())
            .status());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Organization> ReadOrganization(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kReadOrganization));
  v1::Organization organization;
  organization.set_name("organization");
  organization.set_display_name(rows[0].Text(0));
  organization.set_time_zone(rows[0].Text(1));
  organization.set_resend_after_unknown(
      static_cast<v1::Organization::ResendAfterUnknown>(rows[0].Int(2)));
  organization.set_sequence(rows[0].Int(3));
  organization.set_etag(rpc::EtagOf(rows[0].Int(3)));
  ASSIGN_OR_RETURN(const Levels levels, ReadLevels(tx));
  for (const LevelDefinition& definition : levels.all()) {
    v1::Level& level = *organization.add_levels();
    level.set_id(definition.id);
    level.set_display_name(definition.display_name);
    level.set_valid_until(base::FormatDate(definition.valid_until));
  }
  ASSIGN_OR_RETURN(const sql::Rows topics, tx.Run(kReadTopics));
  for (const sql::Row row : topics) {
    v1::Topic& topic = *organization.add_topics();
    topic.set_id(row.Text(0));
    topic.set_display_name(row.Text(1));
  }
  return organization;
}

absl::Status WriteOrganization(sql::Tx& tx,
                               const v1::Organization& organization,
                               int64_t sequence) {
  RETURN_IF_ERROR(tx.Exec(kWriteOrganization, organization.display_name(),
                          organization.time_zone(),
                          static_cast<int>(organization.resend_after_unknown()),
                          sequence)
                      .status());
  RETURN_IF_ERROR(WriteLevels(tx, organization));
  return WriteTopics(tx, organization);
}

absl::StatusOr<Levels> ReadLevels(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kReadLevels));
  std::vector<LevelDefinition> levels;
  for (const sql::Row row : rows) {
    levels.push_back({row.Text(0), row.Text(1), row.Int(2)});
  }
  return Levels(std::move(levels));
}

absl::StatusOr<bool> LevelHasUnits(sql::Tx& tx, const std::string& level) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kLevelHasUnits, level));
  return !rows.empty();
}

absl::StatusOr<bool> LevelBegunFrom(sql::Tx& tx, const std::string& level,
                                    base::Days day) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kLevelBegunFrom, level, day));
  return !rows.empty();
}

base::Days EndOf(const v1::Level& level) {
  return base::ParseDate(level.valid_until()).value_or(base::kForever);
}

absl::StatusOr<base::Days> ReadToday(sql::Tx& tx, absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kReadZone));
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(rows[0].Text(0), &zone)) {
    return absl::InternalError(
        absl::StrCat("no zone ", rows[0].Text(0), " on this host"));
  }
  return base::DateAt(now, zone);
}

absl::StatusOr<bool> MarkBootstrapped(sql::Tx& tx, absl::Time now) {
  ASSIGN_OR_RETURN(const int64_t changed, tx.Exec(kMarkBootstrapped, now));
  return changed == 1;
}

}  // namespace loa::units
