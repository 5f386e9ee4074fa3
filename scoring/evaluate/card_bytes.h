// scoring/evaluate/card_bytes.h: a score card as the bytes that are stored and served.
//
//   Shape    the fields in the order of their numbers, as protobuf writes them: the same message, the same bytes.
//            There is no map in a card, whose order protobuf would leave open.
//   Threads  a free function without state.
//   Cost     one walk to size it and one to write it. Protobuf's own serialization takes three times as long: it looks
//            through each text once more whether it is valid UTF-8.
#pragma once

#include <string>

#include "jifen/v1/score_card.pb.h"

namespace jifen::scoring::evaluate {

std::string CardBytes(const v1::ScoreCard& card);

}  // namespace jifen::scoring::evaluate
