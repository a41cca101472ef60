#include "services/moderation/screening/default_policy.h"

#include <cstdlib>

#include "google/protobuf/text_format.h"

namespace loa::moderation {
namespace {

// The bounds of a body are those of the contract's field, below the limit of a
// Facebook post.
constexpr char kDefaultPolicy[] = R"pb(
  rules {
    id: "approved-source"
    severity: SEVERITY_BLOCK
    message: "Bài chia sẻ phải dẫn nguồn trong danh mục nguồn chính thống; "
             "hãy dùng đường dẫn của một nguồn đã được duyệt."
    message_en: "A shared post must come from an approved source; "
                "use a link of one."
    approved_source {}
  }
  rules {
    id: "phone-number"
    severity: SEVERITY_BLOCK
    message: "Có số điện thoại của cá nhân; hãy bỏ số này khỏi bài viết."
    message_en: "There is a person's telephone number; take it out of the post."
    phone_number {}
  }
  rules {
    id: "national-id"
    severity: SEVERITY_BLOCK
    message: "Có dấu hiệu số căn cước hoặc chứng minh nhân dân của cá nhân."
    message_en: "This looks like a person's national ID number."
    hint: "Hãy bỏ số này, hoặc che 6 số cuối."
    hint_en: "Take the number out, or cover its last 6 digits."
    national_id {}
  }
  rules {
    id: "home-address"
    severity: SEVERITY_WARN
    message: "Có họ tên cùng nơi ở cụ thể của cá nhân."
    message_en: "A person's name stands with the home address."
    hint: "Chỉ nên nêu đến xã, phường; bỏ số nhà, tổ, thôn."
    hint_en: "Name the commune at most; leave out house, group and hamlet."
    home_address {}
  }
  rules {
    id: "listed-terms"
    severity: SEVERITY_NEEDS_STAGE
    message: "Có từ ngữ nhạy cảm trong danh mục; "
             "hãy thay từ khác hoặc chờ cấp trên xem xét."
    message_en: "There is a listed term; "
                "use another word, or wait for a further stage."
    listed_terms {
      terms: "cá độ"
      terms: "cờ bạc online"
      terms: "đánh bạc trực tuyến"
      terms: "nhà cái"
      terms: "vay nóng"
      terms: "tín dụng đen"
      terms: "việc nhẹ lương cao"
      terms: "kiếm tiền online"
    }
  }
  rules {
    id: "length-title"
    severity: SEVERITY_WARN
    message: "Tiêu đề nên có từ 5 đến 200 ký tự."
    message_en: "A title should have 5 to 200 characters."
    length { field: "title" at_least: 5 at_most: 200 }
  }
  rules {
    id: "length-body"
    severity: SEVERITY_WARN
    message: "Nội dung nên có từ 20 đến 10.000 ký tự."
    message_en: "A body should have 20 to 10,000 characters."
    length { field: "body" at_least: 20 at_most: 10000 }
  }
  stages { id: "editorial" quorum: 1 }
  stages { id: "leadership" quorum: 1 only_when_needed: true }
)pb";

}  // namespace

v1::Policy DefaultPolicy() {
  v1::Policy policy;
  // The text is a constant; a test reads it.
  if (!google::protobuf::TextFormat::ParseFromString(kDefaultPolicy, &policy)) {
    std::abort();
  }
  return policy;
}

}  // namespace loa::moderation
