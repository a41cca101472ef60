#include "libs/redis/reply.h"

#include <hiredis/hiredis.h>

#include "libs/redis/errors.h"

namespace loa::redis {
namespace {

absl::string_view TypeName(int type) {
  switch (type) {
    case REDIS_REPLY_STRING:
      return "a string";
    case REDIS_REPLY_ARRAY:
      return "an array";
    case REDIS_REPLY_INTEGER:
      return "an integer";
    case REDIS_REPLY_NIL:
      return "nil";
    case REDIS_REPLY_STATUS:
      return "a status";
    case REDIS_REPLY_ERROR:
      return "an error";
  }
  return "an unknown type";
}

absl::Status Mismatch(const redisReply& reply, absl::string_view expected) {
  if (reply.type == REDIS_REPLY_ERROR) {
    return FromErrorReply(absl::string_view(reply.str, reply.len));
  }
  return ReplyUnexpected(expected, TypeName(reply.type));
}

}  // namespace

void Reply::Free::operator()(redisReply* reply) const {
  freeReplyObject(reply);
}

absl::Status ReplyView::status() const {
  if (reply_->type != REDIS_REPLY_ERROR) return absl::OkStatus();
  return Mismatch(*reply_, "");
}

bool ReplyView::is_nil() const { return reply_->type == REDIS_REPLY_NIL; }

absl::StatusOr<int64_t> ReplyView::Integer() const {
  if (reply_->type == REDIS_REPLY_INTEGER) return reply_->integer;
  return Mismatch(*reply_, "an integer");
}

absl::StatusOr<absl::string_view> ReplyView::Text() const {
  if (reply_->type == REDIS_REPLY_STRING ||
      reply_->type == REDIS_REPLY_STATUS) {
    return absl::string_view(reply_->str, reply_->len);
  }
  return Mismatch(*reply_, "a string");
}

absl::StatusOr<size_t> ReplyView::Size() const {
  if (reply_->type == REDIS_REPLY_ARRAY) return reply_->elements;
  if (reply_->type == REDIS_REPLY_NIL) return size_t{0};
  return Mismatch(*reply_, "an array");
}

absl::StatusOr<ReplyView> ReplyView::At(size_t index) const {
  if (reply_->type != REDIS_REPLY_ARRAY) return Mismatch(*reply_, "an array");
  if (index >= reply_->elements) {
    return ReplyUnexpected("a longer array", "a shorter one");
  }
  return ReplyView(reply_->element[index]);
}

}  // namespace loa::redis
