#include "scoring/expression/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/expression/source_text.h"

namespace jifen::scoring::expression {
namespace {

constexpr std::array<std::string_view, 4> kKeywords = {"true", "false", "null", "in"};
constexpr std::array<std::string_view, 15> kReserved = {
    "as",     "break", "const", "continue",  "else",    "for",    "function", "if",
    "import", "let",   "loop",  "namespace", "package", "return", "var"};
constexpr std::array<std::string_view, 2> kReservedMore = {"void", "while"};
// Longer ones first.
constexpr std::array<std::string_view, 24> kSymbols = {
    "==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/",
    "%",  "!",  "?",  ":",  "(",  ")",  "[", "]", "{", "}", ",", "."};

// Characters of Chinese keyboards that people type for those of the language.
struct Lookalike {
  char32_t code;
  std::string_view meant;
};
constexpr Lookalike kLookalikes[] = {
    {0x3000, "a blank"}, {0x3001, ","},  {0x3002, "."},   {0x2018, "'"}, {0x2019, "'"},
    {0x201C, "\""},      {0x201D, "\""}, {0x00D7, "*"},   {0x00F7, "/"}, {0x2264, "<="},
    {0x2265, ">="},      {0x2260, "!="}, {0x2014, "-"},   {0x2013, "-"}, {0x2212, "-"},
    {0x3010, "["},       {0x3011, "]"},  {0x2026, "..."},
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsNamePart(char c) { return IsNameStart(c) || IsDigit(c); }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

template <size_t n>
bool Holds(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string MeantBy(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) return std::string(1, static_cast<char>(code - 0xFEE0));
  for (const Lookalike& row : kLookalikes) {
    if (row.code == code) return std::string(row.meant);
  }
  return "";
}

}  // namespace

bool IsReservedWord(std::string_view word) {
  return Holds(kKeywords, word) || Holds(kReserved, word) || Holds(kReservedMore, word);
}

Token Lexer::MakeToken(TokenKind kind, size_t begin) const {
  Token token;
  token.kind = kind;
  token.offset = begin;
  token.text = text_.substr(begin, at_ - begin);
  return token;
}

Token Lexer::MakeFault(size_t offset, std::string message, std::string got, std::string want,
                       v1::Reason reason) {
  fault_ = {.reason = reason,
            .offset = offset,
            .message = std::move(message),
            .got = std::move(got),
            .want = std::move(want)};
  Token token;
  token.kind = TokenKind::kFault;
  token.offset = offset;
  at_ = text_.size();
  return token;
}

void Lexer::SkipBlanks() {
  while (at_ < text_.size()) {
    if (IsBlank(text_[at_])) {
      ++at_;
    } else if (LooksAt("//")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else {
      return;
    }
  }
}

Token Lexer::Next() {
  SkipBlanks();
  const char c = Peek();
  if (at_ == text_.size()) return MakeToken(TokenKind::kEnd, at_);
  if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) return Number();
  if (c == '"' || c == '\'') return QuotedString(at_, false);
  if (c == '`') return QuotedName();
  if (IsNameStart(c)) return Name();
  return Symbol();
}

Token Lexer::Name() {
  const size_t begin = at_;
  while (IsNamePart(Peek())) ++at_;
  const std::string_view word = text_.substr(begin, at_ - begin);
  if (Peek() == '"' || Peek() == '\'') {
    if (word == "r" || word == "R") return QuotedString(begin, true);
    if (word.size() <= 2 && word.find_first_of("bB") != std::string_view::npos &&
        word.find_first_not_of("rRbB") == std::string_view::npos) {
      return MakeFault(begin, "bytes are not supported", std::string(word) + Peek(), "a string");
    }
  }
  if (Holds(kKeywords, word)) return MakeToken(TokenKind::kKeyword, begin);
  return MakeToken(IsReservedWord(word) ? TokenKind::kReserved : TokenKind::kName, begin);
}

Token Lexer::Number() {
  const size_t begin = at_;
  if (Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'X')) {
    at_ += 2;
    const size_t digits = at_;
    while (HexValue(Peek()) < 16) ++at_;
    return Integer(begin, text_.substr(digits, at_ - digits), 16);
  }
  while (IsDigit(Peek())) ++at_;
  const char sign = Peek(1);
  const bool exponent = (Peek() == 'e' || Peek() == 'E') &&
                        (IsDigit(sign) || ((sign == '+' || sign == '-') && IsDigit(Peek(2))));
  if ((Peek() == '.' && IsDigit(Peek(1))) || exponent) return Fractional(begin);
  return Integer(begin, text_.substr(begin, at_ - begin), 10);
}

// The letter that must not follow a number; empty if something else is wrong with it.
std::string Lexer::LetterHere() const { return IsNamePart(Peek()) ? std::string(1, Peek()) : ""; }

Token Lexer::Integer(size_t begin, std::string_view digits, unsigned base) {
  if (Peek() == 'u' || Peek() == 'U') {
    return MakeFault(begin, "unsigned integers are not supported",
                     std::string(text_.substr(begin, at_ + 1 - begin)), "an integer without u");
  }
  const char* end = digits.data() + digits.size();
  uint64_t magnitude = 0;
  const auto [stop, error] = std::from_chars(digits.data(), end, magnitude, static_cast<int>(base));
  const std::string written(text_.substr(begin, at_ - begin));
  if (digits.empty() || IsNamePart(Peek())) {
    return MakeFault(begin, "a number must not be followed by a letter", written + LetterHere(),
                     "a number such as 12, 0x1F or 0.05");
  }
  if (error != std::errc() || stop != end || magnitude > uint64_t{1} << 63) {
    return MakeFault(begin, "the integer does not fit into 64 bits", written,
                     "-9223372036854775808..9223372036854775807", v1::REASON_NUMBER_OVERFLOW);
  }
  Token token = MakeToken(TokenKind::kInt, begin);
  token.magnitude = magnitude;
  return token;
}

// DIGIT* . DIGIT+ EXPONENT? or DIGIT+ EXPONENT, read exactly.
Token Lexer::Fractional(size_t begin) {
  std::string digits(text_.substr(begin, at_ - begin));
  int64_t exponent = 0;
  if (Peek() == '.') {
    ++at_;
    for (; IsDigit(Peek()); ++at_, --exponent) digits.push_back(Peek());
  }
  if (Peek() == 'e' || Peek() == 'E') {
    ++at_;
    const bool negative = Peek() == '-';
    if (negative || Peek() == '+') ++at_;
    int64_t power = 0;
    for (; IsDigit(Peek()); ++at_) power = std::min<int64_t>(power * 10 + (Peek() - '0'), 1 << 20);
    exponent += negative ? -power : power;
  }
  const std::string written(text_.substr(begin, at_ - begin));
  if (IsNamePart(Peek())) {
    return MakeFault(begin, "a number must not be followed by a letter", written + LetterHere(),
                     "a number such as 12, 0x1F or 0.05");
  }
  // Plain notation: the digits with the point moved, without zeros that say nothing.
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  const bool huge = exponent > decimal::kDigits || exponent < -2 * decimal::kDigits;
  absl::StatusOr<decimal::Decimal> value = decimal::Decimal();
  if (!digits.empty() && !huge && exponent >= 0) {
    value = decimal::Decimal::Parse(digits + std::string(static_cast<size_t>(exponent), '0'));
  } else if (!digits.empty() && !huge) {
    const auto places = static_cast<size_t>(-exponent);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    value = decimal::Decimal::Parse(digits.insert(digits.size() - places, 1, '.'));
  }
  if (!value.ok() || (huge && !digits.empty())) {
    return MakeFault(begin, "the number does not fit into a decimal", written,
                     "at most 20 digits before the point and 18 after it",
                     v1::REASON_DECIMAL_INVALID);
  }
  Token token = MakeToken(TokenKind::kDecimal, begin);
  token.decimal = *value;
  return token;
}

Token Lexer::QuotedString(size_t begin, bool raw) {
  const char quote = Peek();
  const std::string triple(3, quote);
  const bool long_form = LooksAt(triple);
  const std::string closing = long_form ? triple : std::string(1, quote);
  at_ += closing.size();
  std::string decoded;
  while (!LooksAt(closing)) {
    const bool line_end = Peek() == '\n' || Peek() == '\r';
    if (at_ == text_.size() || (line_end && !long_form)) {
      return MakeFault(begin, "the string is not closed",
                       at_ == text_.size() ? "the end" : "a line break", closing);
    }
    if (Peek() == '\\' && !raw) {
      if (!Escape(&decoded))
        return MakeFault(fault_.offset, fault_.message, fault_.got, fault_.want);
      continue;
    }
    const Character character = DecodeUtf8(text_.substr(at_));
    if (character.size == 0) {
      return MakeFault(at_, "the text is not UTF-8", "a broken character", "UTF-8");
    }
    decoded.append(text_.substr(at_, character.size));
    at_ += character.size;
  }
  at_ += closing.size();
  Token token = MakeToken(TokenKind::kString, begin);
  token.string = std::move(decoded);
  return token;
}

// `[a-zA-Z0-9_.-/ ]+`
Token Lexer::QuotedName() {
  const size_t begin = at_++;
  const size_t name = at_;
  while (IsNamePart(Peek()) ||
         (Peek() != 0 && std::string_view(".-/ ").find(Peek()) != std::string_view::npos)) {
    ++at_;
  }
  const std::string_view quoted = text_.substr(name, at_ - name);
  if (quoted.empty() || Peek() != '`') {
    return MakeFault(begin, "the name in backquotes is malformed",
                     std::string(text_.substr(begin, at_ - begin)),
                     "letters, digits, blanks and _ . - / between two backquotes");
  }
  ++at_;
  Token token = MakeToken(TokenKind::kQuotedName, begin);
  token.string = std::string(quoted);
  return token;
}

// Reads one escape; false with fault_ set if there is no such escape.
bool Lexer::Escape(std::string* decoded) {
  constexpr std::string_view kLetters = "abfnrtv\\?\"'`";
  constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\?\"'`";
  const size_t begin = at_++;
  const char letter = Peek();
  const size_t simple = kLetters.find(letter);
  if (at_ < text_.size() && simple != std::string_view::npos) {
    decoded->push_back(kMeanings[simple]);
    ++at_;
    return true;
  }
  if (letter == 'x' || letter == 'X' || letter == 'u' || letter == 'U') {
    ++at_;
    return EscapedCode(begin, letter == 'u' ? 4 : letter == 'U' ? 8 : 2, 16, decoded);
  }
  if (letter >= '0' && letter <= '3') return EscapedCode(begin, 3, 8, decoded);
  fault_ = {.offset = begin,
            .message = "there is no such escape in a string",
            .got = std::string(text_.substr(begin, 2)),
            .want = R"(\\ \" \' \` \? \a \b \f \n \r \t \v \xHH \uHHHH \UHHHHHHHH \OOO)"};
  return false;
}

bool Lexer::EscapedCode(size_t begin, size_t digits, unsigned base, std::string* decoded) {
  const std::string_view written = text_.substr(at_, digits);
  char32_t code = 0;
  bool good = written.size() == digits;
  for (const char c : written) {
    const auto digit = static_cast<unsigned>(HexValue(c));
    good = good && digit < base;
    code = code * base + digit;
  }
  good = good && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
  if (!good) {
    fault_ = {.offset = begin,
              .message = "the escape is no character",
              .got = std::string(text_.substr(begin, at_ - begin)) + std::string(written),
              .want = absl::StrCat(digits, base == 16 ? " hexadecimal" : " octal",
                                   " digits of a Unicode character")};
    return false;
  }
  AppendUtf8(code, decoded);
  at_ += digits;
  return true;
}

Token Lexer::Symbol() {
  for (const std::string_view symbol : kSymbols) {
    if (!LooksAt(symbol)) continue;
    const size_t begin = at_;
    at_ += symbol.size();
    return MakeToken(TokenKind::kSymbol, begin);
  }
  return Unexpected();
}

Token Lexer::Unexpected() {
  const Character character = DecodeUtf8(text_.substr(at_));
  if (character.size == 0) {
    return MakeFault(at_, "the text is not UTF-8", "a broken character", "UTF-8");
  }
  const std::string got(text_.substr(at_, character.size));
  const std::string meant = MeantBy(character.code);
  if (!meant.empty()) {
    return MakeFault(at_, "a character of the Chinese keyboard stands outside a string", got,
                     meant);
  }
  if (got == "=") return MakeFault(at_, "values are compared with two equals signs", got, "==");
  return MakeFault(at_, "no expression has such a character outside a string",
                   character.code < 0x20 ? "a control character" : got,
                   "a name, a number, a string or an operator");
}

}  // namespace jifen::scoring::expression
