#include "tools/table_import/xml_slicer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tools/table_import/fault_text.h"

namespace jifen::tools::table_import {
namespace {

constexpr size_t kBlockBytes = 64 << 10;
constexpr size_t kCompactBytes = 256 << 10;

absl::Status Malformed(std::string_view want) {
  return model::ToStatus(
      {.reason = v1::REASON_ARCHIVE_MALFORMED,
       .want = BothLanguages(
           "完整的工作簿，请重新保存",
           absl::StrCat("an undamaged workbook; save it again: ", std::string(want)))});
}

bool IsNameEnd(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/' || c == '>';
}

}  // namespace

XmlSlicer::XmlSlicer(std::unique_ptr<ByteStream> stream, std::vector<std::string> names,
                     size_t slice_bytes_max)
    : stream_(std::move(stream)),
      names_(std::move(names)),
      slice_bytes_max_(slice_bytes_max),
      block_(kBlockBytes, '\0') {}

bool XmlSlicer::Wanted(const std::string& name) const {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

void XmlSlicer::Compact() {
  if (position_ < kCompactBytes) return;
  buffer_.erase(0, position_);
  position_ = 0;
}

absl::StatusOr<bool> XmlSlicer::Fill() {
  if (buffer_.size() - token_begin_ > slice_bytes_max_ + kBlockBytes) {
    return model::ToStatus(
        {.reason = v1::REASON_ARCHIVE_TOO_LARGE,
         .want = absl::StrCat("工作表的一行不超过 ", slice_bytes_max_, " 字节 / at most ",
                              slice_bytes_max_, " bytes in a row of a sheet")});
  }
  const absl::StatusOr<size_t> count = stream_->Read(block_.data(), block_.size());
  if (!count.ok()) return count.status();
  buffer_.append(block_, 0, *count);
  bytes_read_ += static_cast<int64_t>(*count);
  return *count > 0;
}

absl::Status XmlSlicer::Want(size_t count) {
  while (buffer_.size() - position_ < count) {
    const absl::StatusOr<bool> more = Fill();
    if (!more.ok()) return more.status();
    if (!*more) break;
  }
  return absl::OkStatus();
}

absl::Status XmlSlicer::SkipTo(std::string_view mark) {
  size_t from = position_;
  while (true) {
    const size_t at = buffer_.find(mark, from);
    if (at != std::string::npos) {
      position_ = at + mark.size();
      return absl::OkStatus();
    }
    from = std::max(position_, buffer_.size() - std::min(buffer_.size(), mark.size() - 1));
    const absl::StatusOr<bool> more = Fill();
    if (!more.ok()) return more.status();
    if (!*more) return Malformed("it ends within a tag");
  }
}

absl::Status XmlSlicer::SkipTag() {
  char quote = '\0';
  for (size_t at = position_ + 1;; ++at) {
    if (at == buffer_.size()) {
      const absl::StatusOr<bool> more = Fill();
      if (!more.ok()) return more.status();
      if (!*more) return Malformed("it ends within a tag");
    }
    const char c = buffer_[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      position_ = at + 1;
      return absl::OkStatus();
    } else if (c == '<') {
      return Malformed("a tag within a tag");
    }
  }
}

absl::Status XmlSlicer::ReadTag(Token& token) {
  if (absl::Status status = SkipTag(); !status.ok()) return status;
  const bool stop = buffer_[token.begin + 1] == '/';
  const bool empty = buffer_[position_ - 2] == '/';
  const size_t begin = token.begin + (stop ? 2 : 1);
  size_t end = begin;
  while (end < position_ && !IsNameEnd(buffer_[end])) ++end;
  token.kind = stop ? Kind::kStop : empty ? Kind::kEmpty : Kind::kStart;
  token.name = buffer_.substr(begin, end - begin);
  token.name.erase(0, token.name.find(':') + 1);
  root_seen_ = true;
  if (token.kind == Kind::kStart) ++depth_;
  if (token.kind == Kind::kStop && --depth_ < 0) return Malformed("a closing tag too many");
  return token.name.empty() ? Malformed("a tag without a name") : absl::OkStatus();
}

absl::StatusOr<XmlSlicer::Token> XmlSlicer::NextToken() {
  Token token;
  // Text between tags is passed over.
  size_t at = buffer_.find('<', position_);
  while (at == std::string::npos) {
    position_ = buffer_.size();
    const absl::StatusOr<bool> more = Fill();
    if (!more.ok()) return more.status();
    if (!*more) {
      token.kind = Kind::kEnd;
      return token;
    }
    at = buffer_.find('<', position_);
  }
  position_ = at;
  token.begin = at;
  constexpr size_t kLongestMark = 9;  // <![CDATA[
  if (absl::Status status = Want(kLongestMark); !status.ok()) return status;
  const std::string_view rest = std::string_view(buffer_).substr(at);
  absl::Status status;
  if (rest.starts_with("<!--")) {
    position_ += std::string_view("<!--").size();
    status = SkipTo("-->");
  } else if (rest.starts_with("<![CDATA[")) {
    status = SkipTo("]]>");
  } else if (rest.starts_with("<?")) {
    status = SkipTo("?>");
  } else if (rest.starts_with("<!")) {
    status = Malformed("a document type, which no workbook has");
  } else {
    status = ReadTag(token);
  }
  if (!status.ok()) return status;
  return token;
}

absl::StatusOr<bool> XmlSlicer::Next(std::string& name, std::string& slice) {
  int64_t nested = 0;
  size_t begin = 0;
  while (true) {
    if (nested == 0) {
      Compact();
      token_begin_ = position_;
    }
    const absl::StatusOr<Token> token = NextToken();
    if (!token.ok()) return token.status();
    if (token->kind == Kind::kEnd) {
      if (depth_ == 0 && root_seen_) return false;
      return Malformed(root_seen_ ? "it ends before its last tag" : "no XML");
    }
    if (token->kind == Kind::kOther) continue;
    if (nested == 0) {
      if (token->kind == Kind::kStop || !Wanted(token->name)) continue;
      begin = token->begin;
      name = token->name;
      token_begin_ = begin;
    } else if (token->name != name) {
      continue;
    }
    if (token->kind == Kind::kStart) ++nested;
    if (token->kind == Kind::kStop) --nested;
    if (nested > 0) continue;
    slice.assign(buffer_, begin, position_ - begin);
    return true;
  }
}

}  // namespace jifen::tools::table_import
