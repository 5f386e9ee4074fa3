#include "proto/model/patent_number.h"

#include <algorithm>

#include "proto/model/error.h"

namespace jifen::model {
namespace {

constexpr size_t kDigitsNew = 12;
constexpr size_t kDigitsOld = 8;

absl::Status Wrong(std::string_view text, std::string want) {
  return ToStatus({.reason = v1::REASON_PATENT_NUMBER_INVALID,
                   .message = "not a patent application number (ZC 0006-2003)",
                   .got = std::string(text),
                   .want = std::move(want)});
}

v1::IntellectualPropertyKind KindOfDigit(char digit) {
  switch (digit) {
    case '1':
    case '8':
      return v1::INTELLECTUAL_PROPERTY_KIND_INVENTION;
    case '2':
    case '9':
      return v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL;
    case '3':
      return v1::INTELLECTUAL_PROPERTY_KIND_DESIGN;
    default:
      return v1::INTELLECTUAL_PROPERTY_KIND_UNSPECIFIED;
  }
}

// The number without prefix and point; the check character is last.
std::string Compact(std::string_view text) {
  if (text.starts_with("ZL") || text.starts_with("CN")) text.remove_prefix(2);
  std::string compact(text);
  if (compact.size() >= 2 && compact[compact.size() - 2] == '.')
    compact.erase(compact.size() - 2, 1);
  return compact;
}

}  // namespace

char PatentCheckCharacter(std::string_view digits) {
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    const int weight = static_cast<int>(i % 8) + 2;
    sum += (digits[i] - '0') * weight;
  }
  const int check = sum % 11;
  return check == 10 ? 'X' : static_cast<char>('0' + check);
}

absl::StatusOr<PatentNumber> ParsePatentNumber(std::string_view text) {
  PatentNumber number{.digits = Compact(text)};
  const std::string_view all = number.digits;
  if (all.size() != kDigitsNew + 1 && all.size() != kDigitsOld + 1) {
    return Wrong(text, "12 digits and a check character, or 8 and one before October 2003");
  }
  const std::string_view digits = all.substr(0, all.size() - 1);
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return Wrong(text, "digits before the check character");
  }
  number.kind = KindOfDigit(digits.size() == kDigitsNew ? digits[4] : digits[2]);
  if (number.kind == v1::INTELLECTUAL_PROPERTY_KIND_UNSPECIFIED) {
    return Wrong(text, "kind 1, 2, 3, 8 or 9 after the year");
  }
  const char check = PatentCheckCharacter(digits);
  if (all.back() != check) return Wrong(text, std::string("check character ") + check);
  return number;
}

}  // namespace jifen::model
