#ifndef LOA_LIBS_PLATFORM_PLATFORM_H_
#define LOA_LIBS_PLATFORM_PLATFORM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/platform/usage.h"

namespace loa::platform {

// The right to act as one page.  Lives in memory only; never logged.
struct Credential {
  std::string page_id;     // the platform's id of the page: "104857600012345"
  std::string token;       // page token (not a user's)
  std::string app_secret;  // of the app that the token belongs to
  std::string address;     // where a site takes posts; "" on Facebook
};

// What one publication shows on one page.
struct Rendition {
  std::string text;  // UTF-8; not empty unless `link` or photos are there
  std::string link;  // absolute URL, "" for none; none beside photos
  std::vector<std::string> photo_ids;  // of UploadPhoto(), in order
};

// A photo that a page is going to show.
struct Photo {
  std::string bytes;
  std::string mime_type;  // "image/jpeg" or "image/png"
  std::string alt_text;   // "" for none
};

// Who a credential speaks for.
struct PageIdentity {
  std::string page_id;
  std::string name;
  std::string permalink;
  std::vector<std::string> tasks;  // "CREATE_CONTENT", "ANALYZE", ...
};

// An error body of the platform, word for word.
struct ApiError {
  int64_t code = 0;
  int64_t subcode = 0;  // 0: none was given
  bool is_transient = false;
  std::string type;
  std::string message;   // at most 1,000 bytes; never shown to the public
  std::string trace_id;  // what the platform's support asks for
};

// What is known of a visible call, unjudged: the publisher classifies it.
struct RawOutcome {
  enum class Kind {
    kNotSent,   // no byte of the request left this process
    kAnswered,  // a whole HTTP answer was read
    kNoAnswer,  // bytes left or may have left, and no whole answer came back
  };
  enum class Body {
    kNone,        // not kAnswered
    kId,          // an object with a post id and no error
    kSuccess,     // an edit or a deletion: an object that says so
    kError,       // an object with an error and no id
    kUnreadable,  // anything else: not JSON, cut, wrong types, both, neither
  };

  Kind kind = Kind::kNoAnswer;
  Body body = Body::kNone;
  // As far as it was read: may be set with kNoAnswer too (cut answers).
  int http_status = 0;
  std::string post_id;    // kId
  std::string permalink;  // kId
  ApiError error;         // kError
  // kNotSent, kNoAnswer and kUnreadable: why, for the timeline.
  std::string why;
  Usage usage;
  // CLOCK_BOOTTIME just before the first byte was handed to the socket;
  // nullopt for kNotSent.  Lateness is measured to here.
  std::optional<absl::Duration> first_byte_since_boot;

  // A 2xx answer with a post id: the one outcome that proves publication.
  bool Accepted() const {
    return kind == Kind::kAnswered && body == Body::kId && http_status >= 200 &&
           http_status < 300;
  }
  // A 2xx answer that says so: proves an edit or a deletion.
  bool Changed() const {
    return kind == Kind::kAnswered && body == Body::kSuccess &&
           http_status >= 200 && http_status < 300;
  }
};

// A post as the page shows it.
struct Post {
  std::string id;
  std::string message;  // as the platform stores it: compare CanonicalText()
  std::string link;     // "" for none
  std::string permalink;
  absl::Time created;  // the platform's clock, whole seconds
  // The platform's ids of its photos, in order: those of UploadPhoto().
  std::vector<std::string> photo_ids;
};

// One page of a listing, newest post first.
struct PostList {
  std::vector<Post> posts;
  std::string next_cursor;  // "" on the last one
  Usage usage;
};

// All posts since an instant.
struct PostHistory {
  std::vector<Post> posts;  // newest first
  // Every page of the listing was read.  Only a complete history can show
  // that a post is absent.
  bool complete = false;
  Usage usage;  // of the last answer
};

// A platform that has pages.  Blocking; thread-safe.  Errors of reads:
//   UNAVAILABLE PLATFORM_UNREACHABLE  no whole answer {why}
//   UNAVAILABLE PLATFORM_UNREADABLE   an answer that makes no sense {why}
//   RESOURCE_EXHAUSTED PLATFORM_THROTTLED  {code, subcode, trace_id}, RetryInfo
//   UNAUTHENTICATED PLATFORM_TOKEN_REFUSED {code, subcode, trace_id}
//   PERMISSION_DENIED PLATFORM_PERMISSION_MISSING {code, subcode, trace_id}
//   FAILED_PRECONDITION PLATFORM_REFUSED   any other error body
class PagePlatform {
 public:
  virtual ~PagePlatform() = default;

  // Proves, without writing anything, that `credential` is a page's own and
  // may create posts.  More errors:
  //   FAILED_PRECONDITION PLATFORM_TOKEN_NOT_A_PAGE  a user's token, or
  //       another page's
  //   FAILED_PRECONDITION PLATFORM_TASK_MISSING {task: CREATE_CONTENT}
  virtual absl::StatusOr<PageIdentity> Identify(
      const Credential& credential) = 0;

  // Makes the visible call, at most once: neither this code nor the HTTP
  // library repeats it.  No byte leaves after `deadline`, a reading of
  // base::Clock::SinceBoot(); returns soon after it at the latest.
  virtual RawOutcome Publish(const Credential& credential,
                             const Rendition& rendition,
                             absl::Duration deadline) = 0;

  // Uploads a photo that nobody sees until Publish() names its id, which is the
  // outcome's post_id. May be repeated: what is never named is never seen.
  // A platform without photos refuses it.
  virtual RawOutcome UploadPhoto(const Credential& credential,
                                 const Photo& photo, absl::Duration deadline);

  // Gives a post another text, by the rules of Publish(). Doing it twice is
  // doing it once, unless another text came in between.
  // A platform that cannot refuses it.
  virtual RawOutcome Edit(const Credential& credential,
                          const std::string& post_id, const std::string& text,
                          absl::Duration deadline);

  // Takes a post down, by the rules of Publish(). A platform that cannot
  // refuses it.
  virtual RawOutcome Delete(const Credential& credential,
                            const std::string& post_id,
                            absl::Duration deadline);

  // Reads one post; nullopt: the page answers to this credential, and has no
  // such post.
  virtual absl::StatusOr<std::optional<Post>> FindPost(
      const Credential& credential, const std::string& post_id);

  // Lists posts that were created at or after `since`, newest first, from
  // `cursor` ("" for the newest).
  virtual absl::StatusOr<PostList> ListPosts(const Credential& credential,
                                             absl::Time since,
                                             const std::string& cursor) = 0;
};

// Follows ListPosts to its end or through `max_pages` of it, whichever comes
// first.  An error on any page is the error of the whole.
absl::StatusOr<PostHistory> ReadPostsSince(PagePlatform& platform,
                                           const Credential& credential,
                                           absl::Time since, int max_pages);

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_PLATFORM_H_
