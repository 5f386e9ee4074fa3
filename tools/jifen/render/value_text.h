// tools/jifen/render/value_text.h: values of a card with their units, and the bands they lie in.
//
//   Shape    value and bounds come as exact decimal texts; a long one is shortened only as far as it
//            stays on its side of every bound (decimal_text.h).
//   Units    a ratio is shown as percent; 万元 stays 万元 in Chinese and becomes yuan in English.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "jifen/v1/score_card.pb.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

// `bounds` are the numbers that the value is compared with.
std::string ValueText(const Terminal& terminal, v1::Unit unit, std::string_view value,
                      const std::vector<std::string>& bounds = {});

// "≥ 5 % … < 6 %", "> 55 % … ≤ 75 %", or the level. A bound of the least step above a round number, as
// 0.000000000000000001, is shown as "> 0". "" if there is no position. Without `closed` the
// signs are left out: nothing is claimed about the ends.
std::string BandText(const Terminal& terminal, v1::Unit unit, const v1::Position& position,
                     std::optional<v1::Closed> closed);

// The bound of a next band; "more than 0" where reaching the number is not enough.
std::string NextBoundText(const Terminal& terminal, v1::Unit unit, const v1::NextBand& next);

// Which end of an indicator's bands (or of one of its options, if `option_id` is not empty) is closed;
// nullopt if the scheme is unknown or has no such indicator.
std::optional<v1::Closed> ClosedOf(const v1::Scheme* scheme, const std::string& stage_id,
                                   const std::string& indicator_id, const std::string& option_id);

// An amount in fen as 万元 or yuan.
std::string MoneyText(const Terminal& terminal, std::string_view fen);

}  // namespace jifen::tools::cli
