#include "tools/table_import/json_place.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

namespace jifen::tools::table_import {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { SkipSpace(); }

  size_t at() const { return at_; }
  bool IsAt(char sign) const { return at_ < text_.size() && text_[at_] == sign; }

  // Into the array or object and on to the value, or not at all.
  bool Enter(std::string_view step) {
    const bool array = step.starts_with('[');
    if (!IsAt(array ? '[' : '{')) return false;
    Scanner inner = *this;
    ++inner.at_;
    inner.SkipSpace();
    std::optional<size_t> found;
    for (int i = 0; inner.at_ < text_.size() && !inner.IsAt(array ? ']' : '}'); ++i) {
      const std::string name = array ? absl::StrCat("[", i, "]") : inner.TakeName();
      if (name == step) found = inner.at_;  // of a name that stands twice the last one counts
      inner.SkipValue();
      inner.SkipSign(',');
    }
    at_ = found.value_or(at_);
    return found.has_value();
  }

 private:
  void SkipSpace() { at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size()); }

  void SkipSign(char sign) {
    SkipSpace();
    if (IsAt(sign)) ++at_;
    SkipSpace();
  }

  void SkipString() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    ++at_;
  }

  std::string TakeName() {
    const size_t start = at_ + 1;
    SkipString();
    const std::string name(text_.substr(start, at_ - start - 1));
    SkipSign(':');
    return name;
  }

  void SkipValue() {
    int depth = 0;
    do {
      const char sign = text_[at_];
      if (sign == '[' || sign == '{') ++depth;
      if (sign == ']' || sign == '}') --depth;
      if (sign == '"') {
        SkipString();
      } else if (std::string_view("[]{},:").find(sign) != std::string_view::npos) {
        ++at_;
      } else {
        at_ = std::min(text_.find_first_of(" \t\r\n[]{},:\"", at_), text_.size());
      }
      SkipSpace();
    } while (depth > 0 && at_ < text_.size());
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

size_t FindInJson(std::string_view json, std::string_view path) {
  Scanner scanner(json);
  while (!path.empty()) {
    if (path.front() == '.') path.remove_prefix(1);
    const size_t end = std::min(path.find_first_of(".[", 1), path.size());
    if (!scanner.Enter(path.substr(0, end))) break;
    path.remove_prefix(end);
  }
  return scanner.at();
}

}  // namespace jifen::tools::table_import
