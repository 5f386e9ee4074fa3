#include "tools/jifen/render/decimal_text.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace jifen::tools::cli {
namespace {

// (-1)^negative * digits / 10^scale; digits has at least scale + 1 characters.
struct Plain {
  bool negative = false;
  std::string digits;
  size_t scale = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<Plain> Read(std::string_view text) {
  Plain plain;
  if (text.starts_with('-')) {
    plain.negative = true;
    text.remove_prefix(1);
  }
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  plain.digits.append(whole).append(fraction);
  plain.scale = fraction.size();
  if (!std::all_of(plain.digits.begin(), plain.digits.end(), IsDigit)) return std::nullopt;
  return plain;
}

// Pads with zeros on the left until there is a digit before the point.
void PadWhole(Plain& plain) {
  if (plain.digits.size() <= plain.scale) {
    plain.digits.insert(0, plain.scale + 1 - plain.digits.size(), '0');
  }
}

std::string Write(Plain plain) {
  PadWhole(plain);
  while (plain.scale > 0 && plain.digits.back() == '0') {
    plain.digits.pop_back();
    --plain.scale;
  }
  const size_t whole_size = plain.digits.size() - plain.scale;
  std::string whole = plain.digits.substr(0, whole_size);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  std::string text = whole;
  if (plain.scale > 0) text += "." + plain.digits.substr(whole_size);
  return plain.negative && text != "0" ? "-" + text : text;
}

// Pads with zeros until the digits of both stand under each other.
void Align(Plain& left, Plain& right) {
  const size_t scale = std::max(left.scale, right.scale);
  left.digits.append(scale - left.scale, '0');
  right.digits.append(scale - right.scale, '0');
  const size_t size = std::max(left.digits.size(), right.digits.size());
  left.digits.insert(0, size - left.digits.size(), '0');
  right.digits.insert(0, size - right.digits.size(), '0');
  left.scale = scale;
  right.scale = scale;
}

// Compares digits of two numbers that are not negative.
int CompareMagnitudes(Plain left, Plain right) {
  Align(left, right);
  const int order = left.digits.compare(right.digits);
  return order < 0 ? -1 : (order > 0 ? 1 : 0);
}

bool IsZero(const Plain& plain) { return plain.digits.find_first_not_of('0') == std::string::npos; }

Plain Times(Plain plain, int factor) {
  int carry = 0;
  for (size_t i = plain.digits.size(); i-- > 0;) {
    const int product = (plain.digits[i] - '0') * factor + carry;
    plain.digits[i] = static_cast<char>('0' + product % 10);
    carry = product / 10;
  }
  if (carry > 0) plain.digits.insert(0, std::to_string(carry));
  return plain;
}

// The magnitudes of two aligned numbers added, or the smaller taken from the larger.
Plain AddMagnitudes(const Plain& left, const Plain& right) {
  Plain sum{.digits = std::string(left.digits.size() + 1, '0'), .scale = left.scale};
  int carry = 0;
  for (size_t i = left.digits.size(); i-- > 0;) {
    const int digits = (left.digits[i] - '0') + (right.digits[i] - '0') + carry;
    sum.digits[i + 1] = static_cast<char>('0' + digits % 10);
    carry = digits / 10;
  }
  sum.digits[0] = static_cast<char>('0' + carry);
  return sum;
}

Plain TakeMagnitude(const Plain& larger, const Plain& smaller) {
  Plain rest{.digits = larger.digits, .scale = larger.scale};
  int borrow = 0;
  for (size_t i = larger.digits.size(); i-- > 0;) {
    const int digits = (larger.digits[i] - '0') - (smaller.digits[i] - '0') - borrow;
    borrow = digits < 0 ? 1 : 0;
    rest.digits[i] = static_cast<char>('0' + digits + 10 * borrow);
  }
  return rest;
}

// Adds one unit in the last digit.
void Increment(std::string& digits) {
  for (size_t i = digits.size(); i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      return;
    }
    digits[i] = '0';
  }
  digits.insert(0, 1, '1');
}

}  // namespace

bool IsDecimal(std::string_view text) { return Read(text).has_value(); }

std::string ShiftPoint(std::string_view text, int places) {
  std::optional<Plain> plain = Read(text);
  if (!plain.has_value()) return std::string(text);
  if (places < 0) {
    plain->scale += static_cast<size_t>(-places);
    return Write(*plain);
  }
  const auto shift = static_cast<size_t>(places);
  if (shift > plain->scale) {
    plain->digits.append(shift - plain->scale, '0');
    plain->scale = 0;
  } else {
    plain->scale -= shift;
  }
  return Write(*plain);
}

std::string RoundTo(std::string_view text, int places) {
  std::optional<Plain> plain = Read(text);
  if (!plain.has_value()) return std::string(text);
  const auto keep = static_cast<size_t>(places);
  if (plain->scale <= keep) return Write(*plain);
  PadWhole(*plain);
  const size_t size = plain->digits.size() - (plain->scale - keep);
  const std::string dropped = plain->digits.substr(size);
  plain->digits.resize(size);
  plain->scale = keep;
  const std::string half = "5" + std::string(dropped.size() - 1, '0');
  const bool odd = (plain->digits.back() - '0') % 2 == 1;
  if (dropped > half || (dropped == half && odd)) Increment(plain->digits);
  return Write(*plain);
}

int CompareDecimals(std::string_view left, std::string_view right) {
  const Plain a = Read(left).value_or(Plain{.digits = "0"});
  const Plain b = Read(right).value_or(Plain{.digits = "0"});
  const bool a_negative = a.negative && !IsZero(a);
  const bool b_negative = b.negative && !IsZero(b);
  if (a_negative != b_negative) return a_negative ? -1 : 1;
  return a_negative ? CompareMagnitudes(b, a) : CompareMagnitudes(a, b);
}

int PartsOf(std::string_view value, std::string_view maximum, int parts) {
  const std::optional<Plain> part = Read(value);
  const std::optional<Plain> whole = Read(maximum);
  if (!part.has_value() || !whole.has_value() || part->negative || whole->negative) return 0;
  if (IsZero(*whole)) return 0;
  const Plain scaled = Times(*part, parts);
  int low = 0;
  int high = parts;
  while (low < high) {  // the largest n with n * maximum <= parts * value
    const int middle = (low + high + 1) / 2;
    if (CompareMagnitudes(Times(*whole, middle), scaled) <= 0) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

std::string TimesSmall(std::string_view value, int factor) {
  const std::optional<Plain> plain = Read(value);
  return plain.has_value() ? Write(Times(*plain, factor)) : std::string(value);
}

std::string Difference(std::string_view left, std::string_view right) {
  Plain a = Read(left).value_or(Plain{.digits = "0"});
  Plain b = Read(right).value_or(Plain{.digits = "0"});
  Align(a, b);
  if (a.negative != b.negative) {
    Plain sum = AddMagnitudes(a, b);
    sum.negative = a.negative;
    return Write(std::move(sum));
  }
  const bool first_larger = CompareMagnitudes(a, b) >= 0;
  Plain rest = first_larger ? TakeMagnitude(a, b) : TakeMagnitude(b, a);
  rest.negative = first_larger == a.negative;
  return Write(std::move(rest));
}

std::string Sum(std::string_view left, std::string_view right) {
  Plain negated = Read(right).value_or(Plain{.digits = "0"});
  negated.negative = !negated.negative;
  return Difference(left, Write(std::move(negated)));
}

std::string Product(std::string_view left, std::string_view right) {
  const Plain a = Read(left).value_or(Plain{.digits = "0"});
  const Plain b = Read(right).value_or(Plain{.digits = "0"});
  Plain product{.negative = a.negative != b.negative,
                .digits = std::string(a.digits.size() + b.digits.size(), '0'),
                .scale = a.scale + b.scale};
  for (size_t i = a.digits.size(); i-- > 0;) {
    int carry = 0;
    for (size_t j = b.digits.size(); j-- > 0;) {
      char& digit = product.digits[i + j + 1];
      const int sum = (digit - '0') + (a.digits[i] - '0') * (b.digits[j] - '0') + carry;
      digit = static_cast<char>('0' + sum % 10);
      carry = sum / 10;
    }
    product.digits[i] = static_cast<char>('0' + carry);
  }
  return Write(std::move(product));
}

std::string ShortenHonestly(std::string_view value, int places,
                            const std::vector<std::string>& bounds) {
  const std::optional<Plain> plain = Read(value);
  if (!plain.has_value()) return std::string(value);
  for (int tried = places; tried < static_cast<int>(plain->scale); ++tried) {
    std::string shorter = RoundTo(value, tried);
    const auto same_side = [&](const std::string& bound) {
      return CompareDecimals(shorter, bound) == CompareDecimals(value, bound);
    };
    if (same_side("0") && std::all_of(bounds.begin(), bounds.end(), same_side)) return shorter;
  }
  return Write(*plain);
}

std::string GroupThousands(std::string_view text) {
  if (!IsDecimal(text)) return std::string(text);
  std::string grouped(text);
  const size_t first = grouped.starts_with('-') ? 1 : 0;
  size_t position = std::min(grouped.find('.'), grouped.size());
  while (position > first + 3) {
    position -= 3;
    grouped.insert(position, 1, ',');
  }
  return grouped;
}

}  // namespace jifen::tools::cli
