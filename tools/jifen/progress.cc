#include "tools/jifen/progress.h"

#include <algorithm>

#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/display_width.h"

namespace jifen::tools::cli {
namespace {

constexpr int kBarWidth = 30;
constexpr std::string_view kClearLine = "\r\x1b[K";

std::string PercentOf(const ProgressState& state) {
  const int64_t percent = state.total <= 0 ? 0 : state.done * 100 / state.total;
  return std::to_string(percent) + " %";
}

}  // namespace

Progress::Progress(const Context& context, std::string label)
    : context_(context), label_(std::move(label)), shown_(absl::InfinitePast()) {}

Progress::~Progress() {
  if (drawn_) context_.err << kClearLine << std::flush;
}

void Progress::Update(const ProgressState& state, absl::Time now) {
  if (context_.json) return;
  const bool interactive = context_.terminal.interactive;
  if (now - shown_ < (interactive ? kRedrawPause : kPlainPause)) return;
  // The first plain line comes after a pause: short work says nothing.
  const bool first = shown_ == absl::InfinitePast();
  shown_ = now;
  if (interactive) {
    Draw(state);
  } else if (!first) {
    context_.err << label_ << ": " << PercentOf(state) << ", " << state.note << "\n" << std::flush;
  }
}

void Progress::Draw(const ProgressState& state) {
  Line line(label_ + "  ");
  line.Add(MakeBar({.value = std::to_string(state.done),
                    .maximum = std::to_string(state.total),
                    .mark = std::nullopt},
                   kBarWidth, GlyphsOf(context_.terminal.unicode), Style::kAccent));
  line.Add(" " + PadLeft(PercentOf(state), 5) + "  " + state.note);
  Page page;
  // A line that is wider than its window breaks, and what is left of it cannot be taken from the screen again.
  const int window = ErrorColumns();
  const int width = window > 0 ? window : context_.terminal.width;
  page.Add(Wrap(line, std::max(1, width - 1)).front());
  std::string text = page.ToText(context_.terminal.colour);
  text.pop_back();  // no line end: the next one is drawn over it
  context_.err << kClearLine << text << std::flush;
  drawn_ = true;
}

}  // namespace jifen::tools::cli
