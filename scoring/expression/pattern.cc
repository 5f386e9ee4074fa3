#include "scoring/expression/pattern.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "re2/re2.h"

namespace jifen::scoring::expression {
namespace {

// Bounds what a pattern can be compiled to, and the states that matching remembers.
constexpr int64_t kMemoryBytes = 256 * 1024;
// Steps through a pattern's program that cost about as much as visiting an element.
constexpr size_t kStepsPerElement = 8;

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Pattern::Pattern(std::unique_ptr<const re2::RE2> expression) : expression_(std::move(expression)) {}
Pattern::~Pattern() = default;

std::unique_ptr<const Pattern> Pattern::Make(std::string_view pattern, std::string* why) {
  if (pattern.size() > kPatternBytesMax) {
    *why = absl::StrCat("the pattern is longer than ", kPatternBytesMax, " bytes");
    return nullptr;
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(kMemoryBytes);
  auto expression = std::make_unique<const re2::RE2>(Piece(pattern), options);
  if (!expression->ok()) {
    *why = expression->error();
    return nullptr;
  }
  return std::unique_ptr<const Pattern>(new Pattern(std::move(expression)));
}

bool Pattern::Matches(std::string_view text) const {
  return re2::RE2::PartialMatch(Piece(text), *expression_);
}

size_t Pattern::cost() const { return 100 + static_cast<size_t>(expression_->ProgramSize()); }

// At worst each character goes through the whole program.
size_t Pattern::CostOf(std::string_view text) const {
  return 1 + text.size() * static_cast<size_t>(expression_->ProgramSize()) / kStepsPerElement;
}

}  // namespace jifen::scoring::expression
