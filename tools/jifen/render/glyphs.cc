#include "tools/jifen/render/glyphs.h"

namespace jifen::tools::cli {
namespace {

constexpr Glyphs kUnicode = {
    .horizontal = "─",
    .vertical = "│",
    .top_left = "╭",
    .top_right = "╮",
    .bottom_left = "╰",
    .bottom_right = "╯",
    .pass = "✓",
    .fail = "✗",
    .unknown = "?",
    .bullet = "•",
    .chosen = "●",
    .not_chosen = "○",
    .full = "█",
    .track = "·",
    .mark = "┃",
    .open = "░",
    .eighths = {"▏", "▎", "▍", "▌", "▋", "▊", "▉"},
    .at_least = "≥",
    .at_most = "≤",
    .arrow = "→",
    .dash = "–",
    .dot = "·",
    .minus = "−",
};

constexpr Glyphs kAscii = {
    .horizontal = "-",
    .vertical = "|",
    .top_left = "+",
    .top_right = "+",
    .bottom_left = "+",
    .bottom_right = "+",
    .pass = "+",
    .fail = "x",
    .unknown = "?",
    .bullet = "*",
    .chosen = "*",
    .not_chosen = "o",
    .full = "#",
    .track = ".",
    .mark = "|",
    .open = "=",
    .eighths = {"", "", "", "", "", "", ""},
    .at_least = ">=",
    .at_most = "<=",
    .arrow = "->",
    .dash = "-",
    .dot = "|",
    .minus = "-",
};

}  // namespace

const Glyphs& GlyphsOf(bool unicode) { return unicode ? kUnicode : kAscii; }

}  // namespace jifen::tools::cli
